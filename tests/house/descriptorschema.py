#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The descriptor that a gateway publishes fits partners/directory/descriptor.schema.json; descriptorschema.py GATEWAY_PROGRAM."""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    gateway = sys.argv[1]
    schema = json.loads((ROOT / "partners/directory/descriptor.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "shop.toml")
        config.write_bytes(subprocess.run([gateway, "help", "config"], check=True, capture_output=True).stdout)
        subprocess.run([gateway, "init", "--config", str(config)], check=True, stdout=subprocess.DEVNULL)
        published = subprocess.run([gateway, "descriptor", "--config", str(config)], check=True, capture_output=True).stdout
    descriptor = json.loads(json.loads(published)["text"])
    problems = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in check.iter_errors(descriptor)]
    descriptor["retailer_id"] = "NOT ONE"
    if check.is_valid(descriptor):
        problems.append("the schema takes anything")
    print("\n".join(problems) or "the descriptor fits the schema")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
