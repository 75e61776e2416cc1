import chart from "../../media/renderer/chart.css";
import choice from "../../media/renderer/choice.css";
import contrast from "../../media/renderer/contrast.css";
import fills from "../../media/renderer/fills.css";
import gauge from "../../media/renderer/gauge.css";
import layout from "../../media/renderer/layout.css";
import ledger from "../../media/renderer/ledger.css";
import legend from "../../media/renderer/legend.css";
import panels from "../../media/renderer/panels.css";
import source from "../../media/renderer/source.css";
import steady from "../../media/renderer/steady.css";
import table from "../../media/renderer/table.css";
import text from "../../media/renderer/text.css";
import theme from "../../media/renderer/theme.css";
import unfold from "../../media/renderer/unfold.css";
import verdict from "../../media/renderer/verdict.css";

/** In the order in which one overrules another; the report has the same in `report/styles.ts`. */
export const styles = [
  theme,
  layout,
  verdict,
  ledger,
  fills,
  legend,
  chart,
  panels,
  gauge,
  text,
  source,
  table,
  unfold,
  steady,
  contrast,
  choice,
].join("");
