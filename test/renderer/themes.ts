/** The colours that VS Code's own themes give to an output, and the class that it puts on its body. */
export interface Theme {
  readonly bodyClass: string;
  readonly colours: Readonly<Record<string, string>>;
}

const fonts = {
  "font-family": "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif",
  "font-size": "13px",
  "editor-font-family": "'DejaVu Sans Mono', monospace",
  "editor-font-size": "13px",
};

export const themes = {
  dark: {
    bodyClass: "vscode-dark",
    colours: {
      ...fonts,
      "editor-background": "#1f1f1f",
      "editor-foreground": "#cccccc",
      descriptionForeground: "#9d9d9d",
      "charts-red": "#f14c4c",
      "charts-green": "#89d185",
      "charts-blue": "#3794ff",
      "charts-yellow": "#cca700",
      "charts-purple": "#b180d7",
      "textLink-foreground": "#4daafc",
      "textCodeBlock-background": "#2b2b2b",
      "textBlockQuote-border": "#616161",
      focusBorder: "#0078d4",
    },
  },
  light: {
    bodyClass: "vscode-light",
    colours: {
      ...fonts,
      "editor-background": "#ffffff",
      "editor-foreground": "#3b3b3b",
      descriptionForeground: "#3b3b3b",
      "charts-red": "#e51400",
      "charts-green": "#388a34",
      "charts-blue": "#1a85ff",
      "charts-yellow": "#bf8803",
      "charts-purple": "#652d90",
      "textLink-foreground": "#005fb8",
      "textCodeBlock-background": "#f8f8f8",
      "textBlockQuote-border": "#e5e5e5",
      focusBorder: "#005fb8",
    },
  },
  "high-contrast": {
    bodyClass: "vscode-high-contrast",
    colours: {
      ...fonts,
      "editor-background": "#000000",
      "editor-foreground": "#ffffff",
      descriptionForeground: "#ffffff",
      contrastBorder: "#6fc3df",
      "charts-red": "#f48771",
      "charts-green": "#89d185",
      "charts-blue": "#3794ff",
      "charts-yellow": "#cca700",
      "charts-purple": "#b180d7",
      "textLink-foreground": "#21a6ff",
      "textCodeBlock-background": "#000000",
      "textBlockQuote-border": "#ffffff",
      focusBorder: "#f38518",
    },
  },
  "high-contrast-light": {
    bodyClass: "vscode-high-contrast-light",
    colours: {
      ...fonts,
      "editor-background": "#ffffff",
      "editor-foreground": "#292929",
      descriptionForeground: "#292929",
      contrastBorder: "#0f4a85",
      "charts-red": "#b5200d",
      "charts-green": "#374e06",
      "charts-blue": "#1a85ff",
      "charts-yellow": "#895503",
      "charts-purple": "#652d90",
      "textLink-foreground": "#0f4a85",
      "textCodeBlock-background": "#f2f2f2",
      "textBlockQuote-border": "#292929",
      focusBorder: "#006bbd",
    },
  },
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;
