import assert from "node:assert/strict";
import { test } from "node:test";
import { downloadAdvice, npmSettings } from "../../scripts/npm-settings.mjs";

test("npm takes the system's certificates, and the user's own settings of the network", () => {
  assert.deepEqual(npmSettings({ npm_config_ignore_scripts: "true", NODE_OPTIONS: "--inspect" }), {
    NODE_USE_SYSTEM_CA: "1",
  });
  const own = {
    NODE_USE_SYSTEM_CA: "0",
    npm_config_cafile: "/etc/ca.pem",
    NPM_CONFIG_REGISTRY: "https://npm.example.org",
    npm_config_https_proxy: "http://proxy.example.org",
    npm_config_noproxy: "localhost",
  };
  assert.deepEqual(npmSettings({ ...own, npm_config_omit: "dev" }), own);
});

test("a certificate that is not known is told apart from a network that is not there", () => {
  for (const words of ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "unable to get local issuer certificate"])
    assert.match(downloadAdvice(words), /NODE_EXTRA_CA_CERTS/);
  assert.doesNotMatch(downloadAdvice("npm error code ENOTFOUND"), /CERTS/);
});
