// SPDX-License-Identifier: Apache-2.0
#include "core/relay/relay.h"
