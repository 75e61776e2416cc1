// What holds for every engine, on a real Docker engine; where none answers, engine.test.ts says so.
import { dockerEngineAnswers } from "../../extension/stack/engines/compose/docker.ts";
import { stackContract } from "../integration/stack.contract.ts";
import { startEmbedded } from "../support/stack.ts";

if (await dockerEngineAnswers(new AbortController().signal))
  stackContract("docker compose", () => startEmbedded({ engine: "compose" }));
