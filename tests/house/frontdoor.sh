#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ./odna helps whoever mistypes, and says so with exit status 2.
set -u
cd "$(dirname "$0")/../.."
fail() {
    echo "$*"
    exit 1
}
output=$(./odna help) || fail "help failed"
for word in demo test run wallet gateway bench lint help; do
    grep -q "./odna $word" <<<"$output" || fail "help does not mention $word"
done
output=$(./odna no-such-word 2>&1)
[ $? -eq 2 ] || fail "an unknown word must end with status 2"
grep -q 'there is no "no-such-word"' <<<"$output" || fail "an unknown word must be named"
echo "front door: ok"
