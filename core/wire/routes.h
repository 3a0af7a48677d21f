// SPDX-License-Identifier: Apache-2.0
#pragma once

// The addresses of the protocol, for both sides. {id} stands for one path segment.

namespace odna::routes {

inline constexpr char descriptor[] = "/.well-known/odna.json";
inline constexpr char links[] = "/v1/links";
inline constexpr char link[] = "/v1/links/{id}";
inline constexpr char purchases[] = "/v1/purchases";
inline constexpr char purchase[] = "/v1/purchases/{id}";
inline constexpr char inbox[] = "/v1/inbox";              // ?link=&after=&wait=
inline constexpr char inboxStream[] = "/v1/inbox/stream"; // ?link=&after=
inline constexpr char inboxAck[] = "/v1/inbox/ack";
inline constexpr char events[] = "/v1/events";
inline constexpr char posReceipts[] = "/pos/v1/receipts";

} // namespace odna::routes
