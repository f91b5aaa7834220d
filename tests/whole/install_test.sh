#!/usr/bin/env bash
# Installs the build into a temporary folder and uses the installation as users do: the command, and
# the library in a program that is built with pkg-config.
#
# usage: install_test.sh BUILD SOURCE, with the environment from tests/tool/meson.build
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

# The single file of a name below the prefix.
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
  [[ $(cd "$prefix/include/arnorm" && printf '%s ' *) == \
    'alignment.h arnorm.h c.h code.h export.h icu.h offsets.h rules.h trace.h version.h ' ]] ||
    fail 'other headers than its own'
  [[ $(ls "$prefix/include") == arnorm ]] || fail 'headers outside of their folder'
  only arnorm.pc >/dev/null
  cmp -s "$source/editors/arnorm-rules.schema.json" "$prefix/share/arnorm/arnorm-rules.schema.json" ||
    fail "the schema of rule files is not installed"
  for file in "$source"/rules/{common,normalize,romanize,compatible}/*.toml; do
    cmp -s "$file" "$prefix/share/arnorm/rules${file#"$source/rules"}" ||
      fail "$file is not installed as it is"
  done
  [[ -z $MAN_PAGE || -s $root$MAN_PAGE/man1/arnorm.1 ]] || fail 'the man page is missing'
  for file in bash-completion/completions/arnorm zsh/site-functions/_arnorm \
    fish/vendor_completions.d/arnorm.fish; do
    [[ -s $prefix/share/$file ]] || fail "the completion $file is missing"
  done
  for file in LICENSE CHANGELOG.md ${MAN_PAGE:+rule-format.md diagnostics.md}; do
    [[ -s $prefix/share/doc/arnorm/$file ]] || fail "$file is missing"
  done
  [[ -z $(find "$root" -name '*internal*' -o \( -name '*test*' -o -name '*.md' \) -not -path '*/doc/*') ]] ||
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

# The output of pkg-config for a different root folder.
flags() {
  PKG_CONFIG_PATH=$(dirname "$(only arnorm.pc)") PKG_CONFIG_SYSROOT_DIR=$root \
    PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1 pkg-config "$@" arnorm
}

write_program() {
  cat >"$folder/program.cc" <<'EOF'
# include <iostream>

# include <arnorm/arnorm.h>

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
  check_no_private_symbol "$folder/program"
}

# Users of the header do not need the libraries with which arnorm is built.
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

# The public symbols of a shared library, one per line, in the same form for 32-bit and 64-bit
# processors. Public symbols have default visibility, and those for the command are protected.
symbols() {
  readelf -W --dyn-syms "$1" | awk '$7 ~ /^[0-9]+$/ && '"$2"' { print $8 }' | c++filt |
    sed -E 's/@@?ARNORM_[0-9.]+$//; s/\[abi:cxx11\]//g; s/unsigned (long|int)/size_t/g; s/[0-9]{10,}ul?/max/g' |
    grep -v '^ARNORM_' | LC_ALL=C sort -u
}

# Except for the command, the shared library exports only the symbols that the header declares, as
# in the list: no templates of the standard library, and no internal types.
check_symbols() {
  local library names others
  library=$(find "$prefix" -name 'libarnorm.so.*' -type f)
  if [[ -z $library || -n $(sanitizers) ]] || ! command -v readelf >/dev/null; then
    return
  fi
  [[ $(readelf -d "$library") == *"[libarnorm.so.$SOVERSION]"* ]] || fail "the soname of $library"
  names=$(symbols "$library" '$8 !~ /@ARNORM_PRIVATE_/')
  if [[ -n ${ARNORM_ACCEPT:-} ]]; then
    printf '%s\n' "$names" >"$source/tests/data/symbols.txt"
  fi
  others=$(diff "$source/tests/data/symbols.txt" - <<<"$names") ||
    fail "$(printf '%s\n' 'other public symbols than in tests/data/symbols.txt:' "$others" \
      'If that is meant, write the list anew with ARNORM_ACCEPT=1.')"
  others=$(diff <(symbols "$library" '$6 == "DEFAULT"') - <<<"$names") ||
    fail "$(printf '%s\n' 'src/arnorm.map.in and the exports of arnorm.h (<) differ:' "$others")"
  others=$(symbols "$library" '$8 ~ /@ARNORM_PRIVATE_/' | grep -vE '^(typeinfo for )?arnorm::' || true)
  [[ -z $others ]] || fail "$(printf 'symbols that are not of arnorm:\n%s' "$others")"
}

# Without debug information. A sanitizer's library is several times as large.
check_size() {
  local library size max=2550000
  library=$(find "$prefix" -name 'libarnorm.so.*' -type f)
  if [[ -z $library || -n $(sanitizers) ]] || ! command -v strip >/dev/null; then
    return
  fi
  strip -o "$folder/stripped" "$library"
  size=$(stat -c %s "$folder/stripped")
  ((size <= max)) || fail "the stripped library has $size bytes; the maximum is $max"
}

check_no_private_symbol() {
  ! readelf -W --dyn-syms "$1" | grep -q ARNORM_PRIVATE ||
    fail "$1, which knows nothing but arnorm.h, uses what is for the command"
}

# Checks for flags and packages that users of the shared library do not need.
check_flags() {
  local words
  words=$(flags --cflags)
  [[ ! $words =~ -D|-pthread ]] || fail "pkg-config --cflags has more than a folder: $words"
  [[ $(flags --print-requires --print-requires-private) == '' ]] || fail 'arnorm.pc needs packages'
  words=$(flags --libs)
  [[ ! $words =~ -l(icu|fmt|utf8proc|hwy) ]] || fail "pkg-config --libs has more than arnorm: $words"
  [[ $(flags --libs --static) != *-lhwy* ]] || fail 'pkg-config --libs --static has -lhwy'
}

check_cmake() {
  command -v cmake >/dev/null || return 0
  mkdir "$folder/cmake"
  cat >"$folder/cmake/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.13)
project(user CXX)
find_package(arnorm 0.1 REQUIRED)
find_package(arnorm 99 QUIET)
if(arnorm_FOUND)
  message(FATAL_ERROR "version 99 of arnorm?")
endif()
add_executable(user ../program.cc)
target_link_libraries(user PRIVATE arnorm::arnorm)
EOF
  cmake -S "$folder/cmake" -B "$folder/cmake/build" -DCMAKE_PREFIX_PATH="$prefix" \
    -Darnorm_DIR="$(dirname "$(only arnorm-config.cmake)")" \
    -DCMAKE_CXX_COMPILER="${CXX##* }" -DCMAKE_CXX_FLAGS="$(sanitizers | tr '\n' ' ')" \
    >"$folder/log" 2>&1 && cmake --build "$folder/cmake/build" >>"$folder/log" 2>&1 ||
    fail "the CMake package: $(cat "$folder/log")"
  [[ $("$folder/cmake/build/user") == AlErbyh ]] || fail 'the program that CMake built is wrong'
}

install_build
check_files
check_command
check_library
check_flags
check_header
check_symbols
check_size
check_cmake
