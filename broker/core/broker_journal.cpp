// SPDX-License-Identifier: GPL-3.0-or-later
// What must outlive the broker is told as it changes.
#include "broker/core/broker.h"
#include "broker/core/mutation.h"

namespace mqttscope::broker {

void Broker::setJournal(Journal* journal)
{
    m_journal = journal;
    m_retained.setJournal(journal);
}

void Broker::journalSession(const Session& session)
{
    if (m_journal != nullptr)
        m_journal->sessionChanged(session);
}

void Broker::journalDelivery(const Session& session, const Delivery& delivery)
{
    if (m_journal == nullptr || (!session.outlivesConnection() && !mutated(Mutation::EphemeralSaved)))
        return;
    const SharedGroup* group =
        delivery.group != 0 && !mutated(Mutation::GroupsUnsaved) ? m_tree.findGroup(delivery.group) : nullptr;
    m_journal->deliveryChanged(session, delivery,
                               group != nullptr ? std::string_view{group->filter} : std::string_view{});
}

void Broker::journalEnd(const Session& session, const Delivery& delivery)
{
    if (m_journal != nullptr && session.outlivesConnection())
        m_journal->deliveryEnded(session, delivery);
}

} // namespace mqttscope::broker
