#!/usr/bin/env bash
# Installs the Python package with pip into an environment of its own, without the network, and runs
# the examples of its documentation there.
#
# usage: install_test.sh PYTHON SOURCE, with the compiler in $CXX
set -euo pipefail

python=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
  printf 'python install test: %s\n' "$*" >&2
  exit 1
}

for module in mesonpy venv ensurepip; do
  "$python" -c "import $module" 2>/dev/null || {
    echo "python install test: skipped: needs the module $module"
    exit 77
  }
done
unset PYTHONPATH

# pip builds below the sources, which must not change.
mkdir "$folder/source"
(cd "$source" && tar -cf - --exclude='./build*' --exclude=./.git --exclude=./subprojects/icu .) |
  tar -xf - -C "$folder/source"

"$python" -m venv --system-site-packages "$folder/venv" >"$folder/log" 2>&1 ||
  fail "venv: $(cat "$folder/log")"
# Not optimized: it is about whether this builds, and that takes most of the time.
"$folder/venv/bin/python" -m pip install --no-index --no-build-isolation --no-deps \
  --disable-pip-version-check --config-settings=setup-args=-Doptimization=0 \
  --config-settings=setup-args=-Ddebug=false \
  "$folder/source" >"$folder/log" 2>&1 || fail "pip: $(tail -60 "$folder/log")"

cd "$folder"
installed=$("$folder/venv/bin/python" -c 'import arnorm; print(arnorm.__file__)')
[[ $installed == "$folder"/venv/lib/*/site-packages/arnorm/__init__.py ]] ||
  fail "arnorm is imported from $installed"

# The package and nothing else: no header, no library, no rule file.
others=$(cd "$folder/venv" && find . -newer "$folder/source/pyproject.toml" -path '*arnorm*' -type f \
  -not -path '*/site-packages/arnorm/*' -not -path '*/site-packages/arnorm-*.dist-info/*')
[[ -z $others ]] || fail "more is installed than the package: $others"
files=$(cd "${installed%/*}" && find . -type f -not -name '*.pyc' | sed 's/_arnorm\..*\.so/_arnorm.so/' |
  LC_ALL=C sort | tr '\n' ' ')
[[ $files == './__init__.py ./_arnorm.pyi ./_arnorm.so ./_pickle.py ./_types.py ./py.typed ' ]] ||
  fail "the package has these files: $files"
needed=$(readelf -d "${installed%/*}"/_arnorm.*.so | grep NEEDED || true)
[[ $needed != *libarnorm* ]] || fail 'the extension needs libarnorm'
symbols=$(nm -D --defined-only "${installed%/*}"/_arnorm.*.so | grep -c ' T ' || true)
[[ $symbols == 1 ]] || fail "the extension shows $symbols functions, not one"

ARNORM_PAGES=$source/docs/python.md "$folder/venv/bin/python" "$source/python/tests/test_docs.py" \
  >"$folder/log" 2>&1 || fail "$(cat "$folder/log")"
"$folder/venv/bin/python" -m pip --disable-pip-version-check uninstall -y arnorm >"$folder/log" 2>&1 ||
  fail "pip uninstall: $(cat "$folder/log")"
