-- What neovim_test.py lets Neovim do with a rule file, through its own client.
--
-- nvim --headless --clean FILE -S neovim.lua, with arnorm in $PATH. Loads $EDITORS/neovim.lua,
-- writes a line for each result to $REPORT, and always ends Neovim.
local report = {}
local function tell(name, value)
  table.insert(report, name .. ": " .. vim.inspect(value, { newline = " ", indent = "" }))
end

local function wait(condition)
  return vim.wait(30000, condition, 20)
end

local function diagnostics()
  local messages = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(messages, string.format("%d:%d %s", d.lnum, d.col, d.message:match("[^\n]*")))
  end
  return messages
end

local function params(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  return vim.lsp.util.make_position_params(0, "utf-16")
end

local function request(method, parameters)
  local answers = vim.lsp.buf_request_sync(0, "textDocument/" .. method, parameters, 30000)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

local function session()
  dofile(vim.env.EDITORS .. "/neovim.lua")
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients -- 0.10, 0.7
  tell("attached", wait(function() return #clients() == 1 end))
  local client = clients()[1].id
  tell("errors", wait(function() return #vim.diagnostic.get(0) == 1 end) and diagnostics())

  -- The quick fix, as its menu would apply it.
  local actions = request("codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } },
    context = { diagnostics = {} },
  })
  tell("fix", actions[1].title)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
  tell("fixed", vim.api.nvim_buf_get_lines(0, 4, 5, false)[1])
  tell("good", wait(function() return #vim.diagnostic.get(0) == 0 end))

  tell("hover", request("hover", params(5, 20)).contents.value)
  local found = request("definition", params(5, 36))
  table.insert(report, string.format('definition: "%s" %d', found.uri:match("[^/]*$"),
    found.range.start.line))
  vim.api.nvim_buf_set_lines(0, 8, 8, false, { "[[test]]", 'from = "x"', "t" })
  local labels = {}
  for _, item in ipairs(request("completion", params(11, 1)).items) do
    labels[item.label] = true
  end
  tell("completion", labels["to"] and labels["direction"] and not labels["from"])
  vim.api.nvim_buf_set_lines(0, 8, 11, false, {})

  -- A character beyond the Basic Multilingual Plane before an error.
  vim.api.nvim_buf_set_lines(0, 2, 3, false,
    { "sets = { mine = '[ابت]' }", "title = '\u{1EE01}' 7" })
  tell("title", wait(function() return #vim.diagnostic.get(0) == 1 end) and diagnostics())

  vim.lsp.stop_client(client)
  tell("stopped", wait(function() return vim.lsp.client_is_stopped(client) end))
end

local good, problem = pcall(session)
if not good then
  tell("problem", problem)
end
local file = io.open(vim.env.REPORT, "w")
file:write(table.concat(report, "\n") .. "\n")
file:close()
vim.cmd("qall!")
