#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/protocol.md and docs/openapi.yaml name exactly the addresses of routes.h and the problem codes of failure.cpp."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
faults = []

routes = set(re.findall(r'\[\] = "([^"]+)"', (root / "core/wire/routes.h").read_text()))
openapi = (root / "docs/openapi.yaml").read_text()
described = set(re.findall(r"^  (/[^:\s]*):$", openapi, re.M))
protocol = (root / "docs/protocol.md").read_text()
faults += [f"openapi.yaml lacks {path}" for path in routes - described]
faults += [f"openapi.yaml has {path}, routes.h does not" for path in described - routes]
faults += [f"protocol.md lacks {path}" for path in routes if not re.search(rf"`[A-Z]+ {re.escape(path)}[`?]", protocol)]

table = re.findall(r'\{FailureCode::\w+, "(\w+)",\s*QT_TRANSLATE_NOOP\([^\n]*\),\s*(\d+), (true|false)\}', (root / "core/base/failure.cpp").read_text())
rows = re.findall(r"^\| ([\d, ]+) \| (`.*`) \| (yes|no) \|", protocol, re.M)
told = {code: (status, again) for status, codes, again in rows for code in re.findall(r"`(\w+)`", codes)}
if len(table) < 60 or not rows:
    faults.append("the tables could not be read")
for name, status, again in table:
    if status == "0":
        if name in told:
            faults.append(f"protocol.md has {name}, which never crosses the wire")
    elif name not in told:
        faults.append(f"protocol.md lacks {name}")
    elif status not in told[name][0] or (told[name][1] == "yes") != (again == "true"):
        faults.append(f"protocol.md tells {told[name]} of {name}, failure.cpp {status}, {again}")

print("\n".join(faults) or f"{len(routes)} addresses, {len(told)} codes agree")
sys.exit(1 if faults else 0)
