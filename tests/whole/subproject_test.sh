#!/usr/bin/env bash
# Builds a small project with arnorm as a Meson subproject.
#
# usage: subproject_test.sh SOURCE, with the compiler in $CXX
set -euo pipefail

source=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
build=$folder/build

fail() {
  printf 'subproject test: %s\n' "$*" >&2
  exit 1
}

command -v meson >/dev/null || {
  echo 'subproject test: skipped: needs meson' >&2
  exit 77
}

mkdir "$folder/subprojects"
ln -s "$source" "$folder/subprojects/arnorm"
cat >"$folder/meson.build" <<'EOF'
project('user', 'cpp', default_options: ['cpp_std=c++20', 'default_library=static'])
subproject('arnorm')
executable('user', 'user.cc', dependencies: dependency('arnorm'), install: true)
EOF
cat >"$folder/user.cc" <<'EOF'
#include <iostream>

#include <arnorm/arnorm.h>

int main() {
  arnorm::Loaded chain = arnorm::Chain::load("search,buckwalter");
  std::cout << (chain ? chain->apply("العَرَبِيَّةُ") : arnorm::render(chain.diagnostics)) << "\n";
}
EOF

# Without optimization, because only the build is tested; without precompiled headers, so that every
# source must include what it uses.
meson setup "$build" "$folder" -Doptimization=0 -Ddebug=false -Db_pch=false >"$folder/log" 2>&1 ||
  fail "meson setup: $(cat "$folder/log")"
! grep -iE 'warning|deprecat' "$folder/log" || fail 'meson warns of something'

targets=$(meson introspect --targets "$build" |
  python3 -c 'import json, sys; [print(t["name"]) for t in json.load(sys.stdin) if t["type"] != "custom"]' |
  sort | tr '\n' ' ')
[[ $targets == 'arnorm arnorm-internal arnorm-reading arnorm-text pack-rules user ' ]] ||
  fail "a subproject should be the library and nothing else; it is: $targets"
flags=$(python3 -c '
import json, sys
print(next(c["command"] for c in json.load(open(sys.argv[1])) if c["file"].endswith("user.cc")))
' "$build/compile_commands.json")
[[ ! $flags =~ -DTOML|-DHWY|-DUTF8PROC|-Wno-|visibility ]] || fail "flags of arnorm leak: $flags"

ninja -C "$build" >"$folder/log" 2>&1 || fail "the build: $(tail -50 "$folder/log")"
[[ $("$build/user") == AlErbyh ]] || fail 'the program is wrong'
meson install -C "$build" --no-rebuild --destdir "$folder/root" >"$folder/log" 2>&1 ||
  fail "meson install: $(cat "$folder/log")"
installed=$(find "$folder/root" -type f)
[[ $installed == */bin/user ]] || fail "more is installed than the program: $installed"
