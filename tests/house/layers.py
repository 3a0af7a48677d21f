#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails on an #include that the house does not allow: an arrow between rooms, or a library outside the room that it stays in.

The table is docs/architecture.md's, in the same order. With --self-test it first proves that it can fail.
"""
import pathlib
import re
import sys

VALUES = {"core/base", "core/card", "core/receipt", "core/consent", "core/offer"}
SERVER = VALUES | {"core/wire"}
PHONE = SERVER | {"core/pocket"}

# room: the rooms it may include besides itself
ARROWS = {
    "core/base": set(),
    "core/card": {"core/base"},
    "core/receipt": {"core/base"},
    "core/consent": {"core/base"},
    "core/offer": {"core/base", "core/receipt"},
    "core/wire": VALUES,
    "core/pocket": {"core/base", "core/card", "core/receipt"},
    "core/exchange": {"core/base", "core/card", "core/receipt", "core/pocket"},
    "core/wallet": PHONE,
    "core/relay": PHONE | {"core/wallet"},
    "platform": {"core/base", "core/wallet/keystore.h"},
    "partners/gateway": SERVER,
    "partners/connectors": VALUES | {"core/wire", "partners/gateway/connector.h", "partners/gateway/config.h"},
    "partners/till": SERVER,
    "partners": SERVER | {"partners/gateway", "partners/connectors"},  # main.cpp, where a gateway is put together
    "app": PHONE | {"core/exchange", "core/wallet", "core/relay", "platform"},
    "qml": set(),
    "assets": set(),
    "tests": None,  # anything: the unit under test decides
}

# what an #include <…> begins with: the rooms that may have it
LIBRARIES = {
    r"sodium": {"core/base"},
    r"ZXing/": {"core/card"},
    r"zint": {"core/card"},
    r"nlohmann/": {"core/base"},
    r"(zip|csv)\.h": {"core/exchange"},
    r"openssl/": {"core/exchange"},
    r"sqlcipher/": {"core/wallet"},
    r"(qt6)?keychain": {"platform"},
    r"boost/": {"partners/gateway"},
    r"toml": {"partners/gateway"},
    r"(sqlite3|QtSql|QSql)": {"partners/gateway", "partners/connectors", "partners"},
    r"(QNetwork|QtNetwork|QTcp|QSsl|QHttp)": {"core/relay", "partners/till", "app"},
    r"(QWebSocket|QtWebSockets)": {"core/relay"},
    r"(QQuick|QQml|QtQuick|QtQml)": {"app"},
    r"(QImage|QGui|QPainter|QtGui|QScreen|QPdf)": {"platform", "app", "partners/till"},
    r"(QWidget|QtWidgets|QApplication>)": set(),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def room_of(path):
    """The longest room that holds this path, or None."""
    rooms = [room for room in ARROWS if path == room or path.startswith(room + "/")]
    return max(rooms, key=len, default=None)


def complaints(path, text, exists):
    room = room_of(path)
    if room is None:
        return [f"{path}: stands in no room"]
    found = []
    if ARROWS[room] is None:
        return found
    for kind, target in INCLUDE.findall(text):
        if kind == '"':
            if target.endswith(".moc"):
                continue
            if not exists(target):
                found.append(f'{path}: "{target}" does not start at the repository root')
                continue
            goal = room_of(target)
            if goal != room and goal not in ARROWS[room] and target not in ARROWS[room]:
                found.append(f"{path}: {room} may not know {goal} ({target})")
        else:
            for pattern, rooms in LIBRARIES.items():
                if re.match(pattern, target) and room not in rooms:
                    found.append(f"{path}: <{target}> stays inside {', '.join(sorted(rooms)) or 'nothing at all'}")
    return found


def self_test():
    def exists(_):
        return True

    bad = {
        "core/base/x.h": '#include "core/card/cardnumber.h"\n',
        "core/wire/x.cpp": '#include "core/wallet/wallet.h"\n',
        "partners/gateway/x.cpp": '#include "core/relay/relay.h"\n',
        "app/x.cpp": "#include <sqlcipher/sqlite3.h>\n",
        "core/offer/x.cpp": "#include <sodium.h>\n",
        "app/y.cpp": "#include <zint.h>\n",
        "core/pocket/x.cpp": "#include <zip.h>\n",
        "core/wallet/x.cpp": '#include "core/exchange/reader.h"\n',
        "core/wire/y.cpp": "#include <nlohmann/json.hpp>\n",
        "platform/linux/x.cpp": '#include "core/wallet/wallet.h"\n',
        "somewhere/x.cpp": "",
    }
    good = {
        "core/base/x.cpp": "#include <sodium.h>\n",
        "platform/linux/x.cpp": '#include "core/wallet/keystore.h"\n',
        "tests/core/x.cpp": "#include <sodium.h>\n",
    }
    for path, text in bad.items():
        assert complaints(path, text, exists), f"{path} should have been refused: {text}"
    for path, text in good.items():
        assert not complaints(path, text, exists), f"{path} should have passed: {text}"


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    self_test()
    found, files = [], 0
    for top in ("app", "core", "platform", "partners", "qml", "tests"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix in {".h", ".cpp"}:
                files += 1
                found += complaints(path, file.read_text(encoding="utf-8"), lambda target: (root / target).is_file())
            if file.name == "CMakeLists.txt" and top in {"core", "platform", "partners"}:
                head = file.read_text(encoding="utf-8").splitlines()[:8]
                for word in ("# Purpose:", "# May use:", "# Third-party"):
                    if not any(line.startswith(word) for line in head):
                        found.append(f"{path}: does not open with the line '{word}'")
    print("\n".join(found))
    print(f"{files} files, {len(found)} forbidden")
    return 1 if found or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
