// A process that makes the environment of the app in Python as the editor does. Its words: the storage, the stack's folder.
import { usualPlaces } from "../../extension/stack/programs/places.ts";
import { environmentDownload } from "../../extension/stack/programs/python.ts";
import { distFolder } from "./stack.ts";

const [storageFolder = "", stackFolder = ""] = process.argv.slice(2);
const request = { storageFolder, stackFolder, signal: new AbortController().signal, progress: () => {} };
const download = await environmentDownload(request, await usualPlaces(distFolder));
await download.fetch();
