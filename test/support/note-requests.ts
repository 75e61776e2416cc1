// Preloaded into the app by a test that has to know how many requests have come in: a line for each.
import { subscribe } from "node:diagnostics_channel";

subscribe("http.server.request.start", () => process.stdout.write("request\n"));
