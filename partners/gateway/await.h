// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <utility>

namespace odna {

namespace asio = boost::asio;

/// Waits for something that calls back on a thread of its own: \a start gets the continuation. The coroutine goes on where it was.
template <class T, class Start>
asio::awaitable<Result<T>> awaitResult(Start start)
{
    auto executor = co_await asio::this_coro::executor;
    auto initiate = [start = std::move(start), executor](auto handler) mutable {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        start([shared, executor](Result<T> result) {
            asio::post(executor, [shared, result = std::move(result)]() mutable { std::move (*shared)(std::move(result)); });
        });
    };
    auto result = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<T>)>(std::move(initiate), asio::use_awaitable);
    co_return result;
}

} // namespace odna
