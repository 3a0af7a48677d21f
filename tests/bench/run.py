#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmarks and writes build/bench.json: for each figure its value, the peer measured beside it in the same run, the ratio,
the goal and whether it is met.

  run.py --bin build/release/bin --out build/bench.json [start|symbol|wallet|import|gateway …]

A benchmark program prints one JSON object a line: name, value, unit, peer_name, peer, ratio, goal ("<= 1.5", ">= 0.5" or none).
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def headless():
    """Both programs of a pair get the same platform plug-in, and the software renderer where there is no display."""
    env = dict(os.environ)
    if not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")):
        env["QT_QPA_PLATFORM"] = "offscreen"
    env["QT_QUICK_BACKEND"] = "software"
    return env


def once(command, env):
    """Wall seconds of one cold process and its peak resident memory in MiB."""
    started = time.perf_counter()
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    if status != 0:
        sys.exit(f"bench: {' '.join(command)} failed:\n{errors}")
    return seconds, usage.ru_maxrss / 1024


def bench_start(bin_dir):
    env = headless()
    with tempfile.TemporaryDirectory() as folder:
        secret = pathlib.Path(folder, "passphrase")
        secret.write_text("bench bench bench")
        purse = str(pathlib.Path(folder, "wallet"))
        picture = str(pathlib.Path(folder, "card.png"))
        wallet = str(bin_dir / "odna-wallet")
        subprocess.run([wallet, "new", "--wallet", purse, "--passphrase-file", str(secret)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([wallet, "code", "--wallet", purse, "--out", picture], check=True, stdout=subprocess.DEVNULL)
        app = [str(bin_dir / "odna"), "--wallet", purse, "--exit-after-first-frame"]
        bare = [str(bin_dir / "bench_barewindow"), picture]
        once(app, env), once(bare, env)  # warm the page cache for both
        pairs = [(once(app, env), once(bare, env)) for _ in range(10)]
    seconds = [statistics.median(pair[side][0] for pair in pairs) for side in (0, 1)]
    memory = [statistics.median(pair[side][1] for pair in pairs) for side in (0, 1)]
    yield {"name": "start to the code on screen, cold process, median of 10", "value": round(seconds[0] * 1000, 1), "unit": "ms",
           "peer_name": "bare Qt Quick window with the same picture", "peer": round(seconds[1] * 1000, 1),
           "ratio": round(seconds[0] / seconds[1], 3), "goal": "<= 1.5"}
    yield {"name": "peak resident memory of the app on the card page", "value": round(memory[0], 1), "unit": "MiB",
           "peer_name": "bare Qt Quick window with the same picture", "peer": round(memory[1], 1),
           "ratio": round(memory[0] / memory[1], 3), "goal": None}


def program(name):
    def lines(bin_dir):
        done = subprocess.run([str(bin_dir / name)], env=headless(), stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"bench: {name} failed with status {done.returncode}")
        for line in done.stdout.splitlines():
            if line.startswith("{"):
                yield json.loads(line)
    return lines


BENCHES = {"start": bench_start, "symbol": program("bench_symbol"), "wallet": program("bench_wallet"), "import": program("bench_import"), "gateway": program("bench_gateway")}


def met(row):
    if not row.get("goal"):
        return None
    sign, bound = row["goal"].split()
    return row["ratio"] <= float(bound) if sign == "<=" else row["ratio"] >= float(bound)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("names", nargs="*", metavar="NAME", help="start, symbol, wallet, import, gateway; all without one")
    options = parser.parse_args()
    for name in options.names:
        if name not in BENCHES:
            parser.error(f'there is no benchmark "{name}"; there are: {", ".join(BENCHES)}')
    rows = []
    for name in options.names or BENCHES:
        print(f"{name} …", file=sys.stderr, flush=True)
        for row in BENCHES[name](options.bin.resolve()):
            rows.append({**row, "met": met(row)})
    options.out.write_text(json.dumps({"cores": os.cpu_count(), "figures": rows}, indent=2, ensure_ascii=False) + "\n")
    for row in rows:
        verdict = {True: "met", False: "NOT MET", None: "–"}[row["met"]]
        print(f"{row['name']}\n    {row['value']} {row['unit']}; {row['peer_name']}: {row['peer']} {row['unit']}; "
              f"ratio {row['ratio']}, goal {row['goal'] or '–'}: {verdict}")
    print(f"written to {os.path.relpath(options.out)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
