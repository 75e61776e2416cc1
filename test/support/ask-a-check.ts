// A program that asks a check which never answers. Ended by whoever started it.
import { Student } from "../../extension/actions/check/checker/student.ts";
import { distFolder } from "./stack.ts";

const { signal } = new AbortController();
const source = "export const check = () => { for (;;); };\n";
const student = await Student.begin({ label: "check.ts", source, distFolder }, signal);
console.log("asks");
await student.ask([]);
