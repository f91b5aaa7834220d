-- Neovim 0.7 or later: put this file into ~/.config/nvim/after/ftplugin/toml.lua. TOML files that
-- are not rule files are left alone by the server.
local options = { name = "arnorm", cmd = { "arnorm", "lsp" } }
if vim.lsp.start then -- 0.8
  vim.lsp.start(options)
else
  local client = vim.g.arnorm_client
  if not client or not vim.lsp.get_client_by_id(client) then
    client = vim.lsp.start_client(options)
    vim.g.arnorm_client = client
  end
  vim.lsp.buf_attach_client(0, client)
end

vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc" -- completion: CTRL-X CTRL-O
local function map(keys, action)
  vim.keymap.set("n", keys, action, { buffer = true })
end
map("K", vim.lsp.buf.hover)
map("gd", vim.lsp.buf.definition)
map("<leader>a", vim.lsp.buf.code_action)
map("<leader>f", function()
  (vim.lsp.buf.format or vim.lsp.buf.formatting)()
end)
