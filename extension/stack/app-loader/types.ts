// A file of its own, because reading it takes a third of the app's start, and most starts do not need it.
export { transformSync } from "amaro";
