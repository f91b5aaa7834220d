#!/usr/bin/env bash
# Installs the build into a temporary folder and uses what is there as others would: the command,
# and the library from a program that knows nothing but pkg-config.
#
# usage: install_test.sh BUILD SOURCE, with the environment that tests/tool/meson.build gives it
set -euo pipefail

build=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root
prefix=$root$PREFIX

fail() {
  printf 'install test: %s\n' "$*" >&2
  exit 1
}

skip() {
  printf 'install test: skipped: %s\n' "$*" >&2
  exit 77
}

# The one file of that name below the prefix.
only() {
  local found
  found=$(find "$prefix" -name "$1")
  [[ -n $found && $found != *$'\n'* ]] || fail "$1 should be installed once; found: $found"
  printf '%s\n' "$found"
}

install_build() {
  command -v meson pkg-config >/dev/null || skip 'needs meson and pkg-config'
  meson install -C "$build" --no-rebuild --destdir "$root" >"$folder/log" 2>&1 ||
    fail "meson install: $(cat "$folder/log")"
}

check_files() {
  local file
  [[ $(only arnorm.h) == */include/arnorm/arnorm.h ]] || fail 'the header is in the wrong place'
  [[ $(cd "$prefix/include" && find . -type f | sort | tr '\n' ' ') == \
    './arnorm/arnorm.h ./arnorm/code.h ./arnorm/version.h ' ]] || fail 'other headers than its own'
  only arnorm.pc >/dev/null
  for file in "$source"/rules/{common,normalize,romanize,compatible}/*.toml; do
    cmp -s "$file" "$prefix/share/arnorm/rules${file#"$source/rules"}" ||
      fail "$file is not installed as it is"
  done
  [[ -z $MAN_PAGE || -s $root$MAN_PAGE/man1/arnorm.1 ]] || fail 'the man page is missing'
  for file in bash-completion/completions/arnorm zsh/site-functions/_arnorm \
    fish/vendor_completions.d/arnorm.fish; do
    [[ -s $prefix/share/$file ]] || fail "the completion $file is missing"
  done
  [[ -z $(find "$root" -name '*.md' -o -name '*internal*' -o -name '*test*') ]] ||
    fail 'something is installed that is for developers only'
}

check_command() {
  local command
  command=$(find "$prefix" -name arnorm -type f -perm -u+x)
  [[ $("$command" --version) == "arnorm $VERSION" ]] || fail "$command --version"
  [[ $(echo مِصر | "$command" buckwalter) == miSr ]] || fail "$command buckwalter"
}

# As meson writes the option: address,undefined or ['address', 'undefined'].
sanitizers() {
  local names
  names=$(tr -d "[]' " <<<"$SANITIZE")
  [[ -z $names || $names == none ]] || printf -- '-fsanitize=%s\n' "$names"
}

# What pkg-config says for a root folder that is not the real one.
flags() {
  PKG_CONFIG_PATH=$(dirname "$(only arnorm.pc)") PKG_CONFIG_SYSROOT_DIR=$root \
    PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1 pkg-config "$@" arnorm
}

write_program() {
  cat >"$folder/program.cc" <<'EOF'
#include <iostream>

#include <arnorm/arnorm.h>

int main() {
  arnorm::Loaded chain = arnorm::Chain::load("search,buckwalter");
  if (!chain) {
    std::cerr << arnorm::render(chain.diagnostics);
    return 2;
  }
  std::cout << chain->apply("العَرَبِيَّةُ") << "\n";
}
EOF
}

check_library() {
  local words libraries
  [[ $(flags --modversion) == "$VERSION" ]] || fail 'the version in arnorm.pc'
  libraries=$(dirname "$(find "$prefix" -name 'libarnorm.so.*' -o -name 'libarnorm.a' | head -1)")
  read -ra words <<<"$CXX $(sanitizers) -std=c++20 -Wall -Wextra -Wpedantic -Werror"
  write_program
  # shellcheck disable=SC2046 # flags are words
  "${words[@]}" "$folder/program.cc" -o "$folder/program" \
    $(flags --cflags --libs $([[ -e $libraries/libarnorm.a ]] && echo --static)) ||
    fail 'the program cannot be built'
  [[ $(LD_LIBRARY_PATH=$libraries "$folder/program") == AlErbyh ]] || fail 'the program is wrong'
}

# Users of the header need none of the libraries that arnorm itself is built with.
check_header() {
  local words others
  read -ra words <<<"$CXX -std=c++20"
  printf '#include <arnorm/arnorm.h>\n%s\n' \
    "static_assert(std::string_view(ARNORM_VERSION) == \"$VERSION\");" >"$folder/header.cc"
  "${words[@]}" -I"$prefix/include" -fsyntax-only "$folder/header.cc" || fail 'the version macros'
  others=$("${words[@]}" -I"$prefix/include" -M "$folder/header.cc" | tr -s '[:space:]' '\n' |
    grep -E 'unicode/|/fmt/|toml\+\+|utf8proc|CLI/' || true)
  [[ -z $others ]] || fail "the header includes $others"
}

# The shared library shows what the header declares and nothing else of arnorm. Templates of the
# standard library and of others are weak and may be there.
check_symbols() {
  local library names
  library=$(find "$prefix" -name 'libarnorm.so.*' -type f)
  if [[ -z $library || -n $(sanitizers) ]] || ! command -v nm >/dev/null; then
    return
  fi
  names=$(nm -D --defined-only --demangle "$library" | cut -d' ' -f2- | sed 's/\[abi:cxx11\]//')
  for name in 'Chain::load(' 'Chain::parse(' 'Chain::apply(' 'Stream::write(' 'render(' 'explain_code(' 'to_string(' 'version()'
  do
    grep -qF "T arnorm::$name" <<<"$names" || fail "the library lacks $name"
  done
  names=$(grep -E '^[A-Z] |arnorm::' <<<"$names" | grep -vE '^[WVu] .*(std|fmt|toml)::' |
    grep -vE '^T arnorm::(Chain::|Stream::|render\(|explain_code\(|to_string\(|version\()' || true)
  [[ -z $names ]] || fail "$(printf 'the library shows more than arnorm.h:\n%s' "$names")"
}

install_build
check_files
check_command
check_library
check_header
check_symbols
