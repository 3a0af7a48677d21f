# SPDX-License-Identifier: Apache-2.0
"""The derivation of core/card/cardnumber.h once more, in another language and over another Argon2 library.

Reads one public key in hexadecimal per line, prints "number counter" for each. Fails where python3-argon2 is missing.
"""
import sys

try:
    from argon2.low_level import Type, hash_secret_raw
except ImportError:
    sys.exit("python3-argon2 is missing for " + sys.executable + ": install the Debian package of that name")

PREFIX = "9990"


def luhn(digits):
    total = 0
    for index, digit in enumerate(int(d) for d in reversed(digits)):
        total += digit if index % 2 == 0 else sum(divmod(2 * digit, 10))
    return total % 10


def gs1(digits):
    return sum(int(d) * (3 if index % 2 else 1) for index, d in enumerate(reversed(digits))) % 10


def derive(key):
    counter = 0
    while True:
        tag = hash_secret_raw(secret=b"odna-card/1" + key + counter.to_bytes(4, "big"), salt=b"odna-card-salt/1",
                              time_cost=1, memory_cost=65536, parallelism=1, hash_len=16, type=Type.ID, version=19)
        body = "%012d" % (int.from_bytes(tag, "big") % 10**12)
        for checks in range(100):
            number = PREFIX + body + "%02d" % checks
            if luhn(number) == 0 and gs1(number) == 0:
                return number, counter
        counter += 1


for line in sys.stdin:
    print(*derive(bytes.fromhex(line.strip())), flush=True)
