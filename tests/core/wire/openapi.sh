#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# docs/openapi.yaml against the schema of OpenAPI 3.1, by a validator from npm. Skipped (77) where there is no npm or no registry.
set -u
document="$1"
validator=@seriousme/openapi-schema-validator@2.2.5
command -v npx >/dev/null || { echo "npx is not installed"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
npx --yes --prefer-offline --package="$validator" -- true >install.log 2>&1 || { cat install.log; exit 77; }
npx --yes --prefer-offline --package="$validator" -- validate-api "$document" >answer.log 2>&1
cat answer.log
grep -q '"valid": true' answer.log
