// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/wallet.h"
