// Imported before the unit suite, which stays quick because it starts neither a process nor a server.
import childProcess, { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import { Server } from "node:net";

function refuse(): never {
  throw new Error("A unit test starts no process and no server: move it to test/integration.");
}

// Its types leave it out, but it is what spawn, fork and exec end in.
Object.assign(ChildProcess.prototype, { spawn: refuse });
Object.assign(childProcess, { spawnSync: refuse, execSync: refuse, execFileSync: refuse });
syncBuiltinESMExports();
Server.prototype.listen = refuse;
