import assert from "node:assert/strict";
import { test } from "node:test";
import { pipEnvironment } from "./pip-settings.ts";

const env = { PATH: "/bin", PIP_TARGET: "/elsewhere", PIP_REQUIRE_VIRTUALENV: "1", PIP_CONFIG_FILE: "/pip" };
const noFile = process.platform === "win32" ? "nul" : "/dev/null";

test("pip takes the user's settings of the network, wherever they stand, and no others", () => {
  // As pip 25 printed it.
  const listed = String.raw`:env:.proxy='http://proxy.example.org:3128'
:env:.require-virtualenv='1'
:env:.target='/elsewhere'
global.cert='C:\\certificates\\ca.pem'
global.extra-index-url='\nhttps://one.example.org/simple\nhttps://two.example.org/simple'
global.index-url='https://slow.example.org/simple'
global.proxy='http://old.example.org'
global.target='/elsewhere'
install.index-url='https://pypi.example.org/simple'
install.no-binary=':all:'
install.user='true'`;
  assert.deepEqual(pipEnvironment(listed, env), {
    PATH: "/bin",
    PIP_CERT: "C:\\certificates\\ca.pem",
    PIP_EXTRA_INDEX_URL: "https://one.example.org/simple https://two.example.org/simple",
    PIP_INDEX_URL: "https://pypi.example.org/simple",
    PIP_PROXY: "http://proxy.example.org:3128",
    PIP_CONFIG_FILE: noFile,
  });
});

test("without settings pip has its own, and reads no file", () => {
  assert.deepEqual(pipEnvironment("", env), { PATH: "/bin", PIP_CONFIG_FILE: noFile });
});
