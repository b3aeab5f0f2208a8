#!/usr/bin/env bash
# The archive of a release: program, manual pages, completions, licences and README in one folder. Prints its name.
#   archive.sh TARGET              after `cargo build --release --target TARGET`, on a machine that can run the program
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?usage: archive.sh TARGET}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
name=jobfit-$version-$target
case $target in *windows*) ending=.exe ;; *) ending= ;; esac
program=${CARGO_TARGET_DIR:-target}/$target/release/jobfit$ending
[ -f "$program" ] || { echo "error: $program is missing; run cargo build --release --target $target first" >&2; exit 1; }

packaging/extras.sh "$program" >&2
out=target/dist/archives
rm -rf "${out:?}/$name"
mkdir -p "$out/$name"
cp "$program" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$out/$name/"
# The texts of the question bank are inside the program, under a licence of their own.
cp data/LICENSE.md "$out/$name/LICENSE-DATA.md"
cp -R target/dist/man target/dist/completions "$out/$name/"
cd "$out"
case $target in
  *windows*) file=$name.zip; rm -f "$file"; 7z a -bso0 "$file" "$name" ;;
  *) file=$name.tar.gz; tar -czf "$file" "$name" ;;
esac
rm -rf "$name"
echo "$out/$file"
