#!/usr/bin/env bash
# The example of docs/library.md prints what that page says: library_example_test.sh PROGRAM PAGE
set -euo pipefail
printed=$("$1")
says="It prints \`${printed%%$'\n'*}\` and \`${printed#*$'\n'}\`."
grep -qF "$says" "$2" || {
  printf '%s does not say: %s\n' "$2" "$says" >&2
  exit 1
}
