#!/usr/bin/env bash
# Manual pages and completions, made by the program itself so that they cannot drift from it.
#   extras.sh PROGRAM [FOLDER]     default folder: target/dist, where Cargo.toml's Debian package looks for them
set -euo pipefail
program=${1:?usage: extras.sh PROGRAM [FOLDER]}
folder=${2:-target/dist}
rm -rf "$folder/man" "$folder/completions"
mkdir -p "$folder/man" "$folder/completions"
"$program" man --out "$folder/man" --force
# Each shell looks for its own name of the file.
"$program" completions bash > "$folder/completions/jobfit.bash"
"$program" completions elvish > "$folder/completions/jobfit.elv"
"$program" completions fish > "$folder/completions/jobfit.fish"
"$program" completions powershell > "$folder/completions/_jobfit.ps1"
"$program" completions zsh > "$folder/completions/_jobfit"
