// Starts `arnorm lsp` for TOML files that are rule files: those with a line `format = 1`.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

const isRuleFile = (document) =>
  document.languageId === "toml" && /^format\s*=\s*1\b/m.test(document.getText().slice(0, 2000));

exports.activate = (context) => {
  const [command, ...args] = vscode.workspace.getConfiguration("arnorm").get("command");
  const only = (document, next) => (isRuleFile(document) ? next(document) : undefined);
  client = new LanguageClient("arnorm", "arnorm", { command, args }, {
    documentSelector: [{ language: "toml" }],
    middleware: { didOpen: only },
  });
  client.start();
  context.subscriptions.push({ dispose: () => client.stop() });
};

exports.deactivate = () => client && client.stop();
