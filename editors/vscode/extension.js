// Starts `arnorm lsp`. TOML files that are not rule files are left alone by the server.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const [command, ...args] = vscode.workspace.getConfiguration("arnorm").get("command");
  client = new LanguageClient("arnorm", "arnorm", { command, args }, {
    documentSelector: [{ language: "toml" }],
  });
  return client.start();
};

exports.deactivate = () => client && client.stop();
