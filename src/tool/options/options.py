#!/usr/bin/env python3
"""Generates the help table, the manual page and the shell completions from options.toml.

usage: options.py cc OPTIONS_TOML OUTPUT               the table for command_line.cc
       options.py man OPTIONS_TOML OUTPUT TEMPLATE     arnorm.1 from its template
       options.py bash|zsh|fish OPTIONS_TOML OUTPUT    a completion script
"""

import sys
import tomllib


def names(option):
    """-r, --reverse"""
    short = ["-" + option["short"]] if "short" in option else []
    return short + (["--" + option["long"]] if "long" in option else [])


def key(option):
    """Its name in the sources: options of several commands may have the same names."""
    return option.get("key", option.get("long", option.get("short")))


def takes_value(option):
    return "value" in option or "choices" in option


def applies(option, command):
    return command in option["for"] or "all" in option["for"]


# C++


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cc(table, template):
    out = ['#include "tool/options/option_table.h"', "", "namespace arnorm::tool {", "namespace {", ""]
    out.append("constexpr OptionRow options[] = {")
    for option in table["option"]:
        value = "|".join(option["choices"]) if "choices" in option else option.get("value", "")
        row = (option["group"], ",".join(names(option)), key(option), value,
               option["help"])
        out.append("    {" + ", ".join(literal(cell) for cell in row) + "},")
    out += ["};", "", "constexpr CommandRow commands[] = {"]
    for command in table["command"]:
        row = (command["name"], command["words"], command["help"])
        out.append("    {" + ", ".join(literal(cell) for cell in row) + "},")
    out += ["};", "", "} // namespace", ""]
    out.append("std::span<const OptionRow> option_rows() { return options; }")
    out.append("std::span<const CommandRow> command_rows() { return commands; }")
    out += ["", "} // namespace arnorm::tool", ""]
    return "\n".join(out)


# The manual page


def mdoc_flags(option):
    return " , ".join("Fl " + ("-" + name[2:] if name.startswith("--") else name[1:])
                      for name in names(option))


def mdoc_value(option):
    if "choices" in option:
        between = " , " if option.get("list") else " | "
        return " Cm " + between.join(option["choices"])
    if "value" in option:
        return " Ar " + option["value"].lower().replace("[,..]", " Ns Op , Ns ...")
    return ""


def mdoc_group(group, options):
    items = "\n".join(f".It {mdoc_flags(option)}{mdoc_value(option)}\n{option['man'].strip()}"
                      for option in options)
    return f".Ss {group}\n.Bl -tag -width Ds\n{items}\n.El"


def by_group(options):
    groups = {}
    for option in options:
        groups.setdefault(option["group"], []).append(option)
    return groups


def man(table, template):
    groups = by_group(option for option in table["option"] if "man" in option)
    text = [mdoc_group(group, options) for group, options in groups.items()]
    synopsis = [f".Op {mdoc_flags(option).split(' , ')[0]}{mdoc_value(option)}"
                for option in table["option"]
                if applies(option, "filter") and option.get("long") not in ("help", "version")]
    commands = " | ".join(command["name"] for command in table["command"])
    return (template.replace('.\\" @SYNOPSIS@', "\n".join(synopsis))
            .replace('.\\" @OPTIONS@', "\n".join(text))
            .replace("@COMMANDS@", commands))


# Completions


def of(table, command, kind):
    """Names of a command's options: all of them, or those whose value is of this kind."""
    found = []
    for option in table["option"]:
        value = option.get("value", "")
        fits = (kind == "all" or (kind == "file" and value == "FILE") or
                (kind == "dir" and value == "DIR") or
                (kind == "other" and value not in ("", "FILE", "DIR")))
        if applies(option, command) and fits:
            found += names(option)
    return found


def bash(table, template):
    commands = [command["name"] for command in table["command"]]
    cases = "\n".join(f"    {name}) options='{' '.join(of(table, name, 'all'))}' ;;"
                      for name in commands)
    kinds = "\n".join(f"    {command['name']}) kind={command['complete'] or 'none'} ;;"
                      for command in table["command"])
    choices = ""
    for option in table["option"]:
        if "choices" in option:
            function = "_arnorm_list" if option.get("list") else "_arnorm_words"
            choices += f"    {'|'.join(names(option))}) {function} '{' '.join(option['choices'])}'; return ;;\n"
    return f"""# Completion of arnorm(1) for bash. Generated from options.toml.

_arnorm_words() {{ COMPREPLY=($(compgen -W "$1" -- "$cur")); }}

# A comma-separated list of these words.
_arnorm_list() {{
  local front=
  [[ $cur != *,* ]] || front=${{cur%,*}},
  COMPREPLY=($(compgen -P "$front" -W "$1" -- "${{cur##*,}}"))
}}

# A chain: names joined by commas, or a file.
_arnorm_chain() {{
  _arnorm_list "$1 $("${{COMP_WORDS[0]}}" list 2>/dev/null | cut -f 1)"
  compopt -o nospace 2>/dev/null
  ((${{#COMPREPLY[@]}} > 0)) || _arnorm_files
}}

_arnorm_files() {{
  compopt -o filenames 2>/dev/null
  local IFS=$'\\n'
  COMPREPLY=($(compgen -f -- "$cur"))
}}

_arnorm() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command= options= kind=filter i words=0
  ((COMP_CWORD > 1)) && command=${{COMP_WORDS[1]}}
  case $command in
{cases}
    *) command= options='{' '.join(of(table, 'filter', 'all'))}' ;;
  esac
  case $command in
{kinds}
  esac
  COMPREPLY=()
  case $before in
{choices}    {'|'.join(of(table, 'filter', 'file'))}) _arnorm_files; return ;;
    {'|'.join(of(table, 'filter', 'dir'))}) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    {'|'.join(of(table, 'filter', 'other'))}) return ;;
  esac
  if [[ $cur == -* ]]; then
    _arnorm_words "$options"
    return
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${{COMP_WORDS[i]}} in
      {'|'.join(name for option in table['option'] if takes_value(option) and applies(option, 'filter') for name in names(option))}) ((++i)) ;;
      -?*) ;;
      *) ((++words)) ;;
    esac
  done
  case $kind in
    filter)
      if ((COMP_CWORD == 1)); then
        _arnorm_chain '{' '.join(commands)}'
      elif ((words == 0)); then
        _arnorm_chain
      else
        _arnorm_files
      fi
      ;;
    chain) _arnorm_chain ;;
    chain-file) if ((words <= 1)); then _arnorm_chain; else _arnorm_files; fi ;;
    file) _arnorm_chain && _arnorm_files_too ;;
  esac
}}

_arnorm_files_too() {{
  local names=("${{COMPREPLY[@]}}")
  _arnorm_files
  COMPREPLY+=("${{names[@]}}")
}}

complete -F _arnorm arnorm
"""


def zsh_option(option):
    text = option["help"].replace("[", "\\[").replace("]", "\\]").replace(":", "\\:").replace("'", "'\\''")
    value = ""
    if option.get("list"):
        value = f":kinds:_values -s , kind {' '.join(option['choices'])}"
    elif "choices" in option:
        value = f":choice:({' '.join(option['choices'])})"
    elif "value" in option:
        action = {"FILE": "_files", "DIR": "_files -/"}.get(option["value"], "")
        value = f":{option['value'].split('[')[0]}:{action}"
    all_names = names(option)
    star = "*" if option.get("repeat") else ""
    exclusive = "" if star else f"'({' '.join(all_names)})'"
    if len(all_names) == 2:
        return f"{exclusive}{star}{{{','.join(all_names)}}}'[{text}]{value}'"
    return f"{exclusive}'{star}{all_names[0]}[{text}]{value}'"


def zsh(table, template):
    cases = ""
    for command in table["command"]:
        lines = [zsh_option(o) for o in table["option"] if applies(o, command["name"])]
        if command["complete"] == "chain-file":
            lines += ["'1:chain:_arnorm_chain_or_file'", "'*:file:_files'"]
        else:
            rest = {"chain": "_arnorm_chain", "file": "_arnorm_chain_or_file"}.get(command["complete"], "")
            lines.append(f"'*:word:{rest}'")
        cases += f"    {command['name']})\n      shift words; ((CURRENT--))\n      _arguments -s " + " \\\n        ".join(lines) + "\n      ;;\n"
    lines = [zsh_option(o) for o in table["option"] if applies(o, "filter")]
    lines += ["'1:chain:_arnorm_first'", "'*:file:_files'"]
    described = " ".join("'" + f"{c['name']}:{c['help']}".replace("'", "'\\''") + "'" for c in table["command"])
    return f"""#compdef arnorm
# Completion of arnorm(1) for zsh. Generated from options.toml.

_arnorm_chain() {{
  local -a names
  names=(${{(f)"$(_call_program names $words[1] list 2>/dev/null | cut -f 1)"}})
  (($#names)) || names=(${{(f)"$(_call_program names arnorm list 2>/dev/null | cut -f 1)"}})
  compset -P '*[,:]'
  compadd -S '' -a names
}}

_arnorm_chain_or_file() {{ _arnorm_chain; _files; }}

_arnorm_first() {{
  local -a commands
  commands=({described})
  ((CURRENT == 2)) && _describe command commands
  _arnorm_chain_or_file
}}

_arnorm() {{
  case $words[2] in
{cases}    *)
      _arguments -s {(' ' + chr(92) + chr(10) + '        ').join(lines)}
      ;;
  esac
}}

_arnorm "$@"
"""


def fish_option(option, condition):
    text = option["help"].replace("\\", "\\\\").replace("'", "\\'")
    parts = ["complete -c arnorm", f"-n '{condition}'"]
    if "short" in option:
        parts.append(f"-s {option['short']}")
    if "long" in option:
        parts.append(f"-l {option['long']}")
    if option.get("list"):
        parts.append(f"-x -a '(__arnorm_list {' '.join(option['choices'])})'")
    elif "choices" in option:
        parts.append(f"-x -a '{' '.join(option['choices'])}'")
    elif "value" in option:
        parts.append({"FILE": "-r -F", "DIR": "-x -a '(__fish_complete_directories)'"}.get(option["value"], "-x"))
    return " ".join(parts) + f" -d '{text}'"


def fish(table, template):
    commands = [command["name"] for command in table["command"]]
    lines = []
    for name in ["filter", *commands]:
        condition = "not __arnorm_command" if name == "filter" else f"__arnorm_command {name}"
        lines += [fish_option(o, condition) for o in table["option"] if applies(o, name)]
    for command in table["command"]:
        help_text = command["help"].replace("'", "\\'")
        lines.append(f"complete -c arnorm -n __arnorm_first -a {command['name']} -d '{help_text}'")
        if command["complete"]:
            flag = "-f " if command["complete"] == "chain" else ""
            lines.append(f"complete -c arnorm {flag}-n '__arnorm_command {command['name']}' -a '(__arnorm_chain)'")
    return f"""# Completion of arnorm(1) for fish. Generated from options.toml.

# Whether the first word is a command: any command, or the given one.
function __arnorm_command
    set -l words (commandline -opc)
    test (count $words) -ge 2; or return 1
    set -q argv[1]; and test $words[2] = $argv[1]; and return
    not set -q argv[1]; and contains -- $words[2] {' '.join(commands)}
end

function __arnorm_first
    test (count (commandline -opc)) -eq 1
end

# Whether no chain has been named yet. The value of an option counts as a chain.
function __arnorm_needs_chain
    for word in (commandline -opc)[2..]
        string match -q -- '-*' $word; or return 1
    end
end

function __arnorm_list
    set -l front (commandline -ct | string match -r '.*,')
    for word in $argv
        echo $front$word
    end
end

function __arnorm_chain
    __arnorm_list (arnorm list 2>/dev/null | cut -f 1)
end

complete -c arnorm -n '__arnorm_needs_chain' -a '(__arnorm_chain)'
{chr(10).join(lines)}
"""


def main():
    kind, source, output, *rest = sys.argv[1:]
    with open(source, "rb") as file:
        table = tomllib.load(file)
    template = open(rest[0], encoding="utf-8").read() if rest else ""
    make = {"cc": cc, "man": man, "bash": bash, "zsh": zsh, "fish": fish}[kind]
    with open(output, "w", encoding="utf-8") as out:
        out.write(make(table, template))


main()
