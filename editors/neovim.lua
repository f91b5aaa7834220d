-- Neovim 0.7 or later: put this file into ~/.config/nvim/after/ftplugin/toml.lua, or `dofile` it
-- there. It starts the server for TOML files that are rule files of arnorm.
local lines = vim.api.nvim_buf_get_lines(0, 0, 20, false)
local is_rule_file = false
for _, line in ipairs(lines) do
  is_rule_file = is_rule_file or line:match("^format%s*=%s*1") ~= nil
end
if not is_rule_file then
  return
end

local function start()
  if vim.lsp.start then -- 0.8
    return vim.lsp.start({ name = "arnorm", cmd = { "arnorm", "lsp" } })
  end
  if not vim.g.arnorm_client or not vim.lsp.get_client_by_id(vim.g.arnorm_client) then
    vim.g.arnorm_client = vim.lsp.start_client({ name = "arnorm", cmd = { "arnorm", "lsp" } })
  end
  vim.lsp.buf_attach_client(0, vim.g.arnorm_client)
end
start()

vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc" -- completion: CTRL-X CTRL-O
local function map(keys, action)
  vim.keymap.set("n", keys, action, { buffer = true })
end
map("K", vim.lsp.buf.hover)
map("gd", vim.lsp.buf.definition)
map("<leader>a", vim.lsp.buf.code_action)
map("<leader>o", vim.lsp.buf.document_symbol)
