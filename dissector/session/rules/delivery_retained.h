// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"

namespace mqttscope::session {

/// Retained messages: what SUBSCRIBE brings, and what the RETAIN flag of a delivery says.
class RetainedRules : private DeliveryPart {
public:
    using DeliveryPart::DeliveryPart;

    /// Any delivery, before it is noted in the memory of its topic.
    void check(const Delivery& delivery);
    /// A subscription was granted: which retained messages should come?
    void onGranted(const Scene& scene, SubscriberMemory& memory, const FilterMemory& filter);
    /// What has not come by now is missing.
    void conclude(const ConnectionState& connection, SessionState& session, SubscriberMemory& memory);

private:
    /// Says it if nothing that was published is missing.
    void report(const Delivery& delivery, field::IssueCode code, field::FieldId field,
                std::uint64_t expected = 0, std::uint64_t found = 0) const
    {
        if (sawAllSources())
            DeliveryPart::report(delivery, code, field, expected, found);
    }
    /// What the filters that match a topic allow, now and before.
    struct Wanted {
        std::uint32_t count = 0;              ///< SUBSCRIBEs that ask for retained messages
        std::uint32_t at = kNone;             ///< the latest of them
        const FilterMemory* latest = nullptr; ///< in force, with the latest SUBSCRIBE
        const FilterMemory* kept = nullptr;   ///< replaced, and had Retain As Published before
        bool mayKeep = false;                 ///< one of another time has, or had, Retain As Published
    };

    [[nodiscard]] Wanted wanted(const Delivery& delivery);
    void checkFlagged(const Delivery& delivery);
    void checkUnflagged(const Delivery& delivery);
    void checkUnasked(const Delivery& delivery, const Wanted& wanted);
    void checkContent(const Delivery& delivery, const Wanted& wanted);
    void checkKept(const Delivery& delivery);
    void checkUnretained(const Delivery& delivery, const Source& only, std::uint32_t since);
    [[nodiscard]] Source* onlySource(const Delivery& delivery);
    void addDue(const Scene& scene, SubscriberMemory& memory, const FilterMemory& filter, std::uint32_t topic,
                const RetainedState& retained);
    [[nodiscard]] bool handledBefore(const Source& older, const Source& newer) const;
    [[nodiscard]] bool wasServedBefore(const Source& source, std::int64_t timeNs) const;
    void missing(const RetainedDue& due, SubscriberMemory& memory, const SessionState& session);
};

} // namespace mqttscope::session
