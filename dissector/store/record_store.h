// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace mqttscope::store {

/// What a snapshot sees of a RecordStore: the records that stood there when it was taken. Cheap to copy;
/// keeps the memory alive. Reading is safe while the writer appends.
template <class T> class RecordView {
public:
    static constexpr std::size_t kChunkBits = 14;
    static constexpr std::size_t kChunkSize = std::size_t{1} << kChunkBits;
    using Chunk = std::shared_ptr<T[]>;

    RecordView() = default;
    RecordView(std::vector<Chunk> chunks, std::size_t size) : m_chunks(std::move(chunks)), m_size(size) {}

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] const T& operator[](std::size_t i) const
    {
        return m_chunks[i >> kChunkBits][i & (kChunkSize - 1)];
    }

private:
    std::vector<Chunk> m_chunks;
    std::size_t m_size = 0;
};

/// How far apart two threads' variables stand, so that neither waits for the other's cache line.
inline constexpr std::size_t kApart = 128;

/// Append-only records in chunks that never move. One writer; readers use views, or `follow`.
template <class T> class RecordStore {
public:
    static constexpr std::size_t kChunkBits = RecordView<T>::kChunkBits;
    static constexpr std::size_t kChunkSize = RecordView<T>::kChunkSize;

    /// What one other thread reads while the writer appends: records that it learned of after they were
    /// appended. Looks at nothing that the writer keeps changing. As long as the store.
    class Follower {
    public:
        [[nodiscard]] const T& operator[](std::size_t i) const
        {
            return m_chunks[i >> kChunkBits][i & (kChunkSize - 1)];
        }

    private:
        friend class RecordStore;
        explicit Follower(const typename RecordView<T>::Chunk* chunks) : m_chunks(chunks) {}
        const typename RecordView<T>::Chunk* m_chunks;
    };
    /// Before the first append, of at most 2^32. Makes room for the addresses of all chunks that there can
    /// be, so that they stay where they are: 4 MiB of address space, not of memory.
    [[nodiscard]] Follower follow()
    {
        m_chunks.reserve((std::size_t{1} << 32U) / kChunkSize);
        return Follower{m_chunks.data()};
    }

    void append(const T& record)
    {
        if ((m_size & (kChunkSize - 1)) == 0)
            m_chunks.push_back(std::make_shared_for_overwrite<T[]>(kChunkSize));
        m_chunks.back()[m_size & (kChunkSize - 1)] = record;
        ++m_size;
    }
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// For the writer.
    [[nodiscard]] const T& operator[](std::size_t i) const
    {
        return m_chunks[i >> kChunkBits][i & (kChunkSize - 1)];
    }
    /// The record appended last, to complete it before it is published.
    [[nodiscard]] T& last() { return m_chunks.back()[(m_size - 1) & (kChunkSize - 1)]; }
    [[nodiscard]] RecordView<T> view() const { return {m_chunks, m_size}; }

private:
    std::vector<typename RecordView<T>::Chunk> m_chunks;
    std::size_t m_size = 0;
};

} // namespace mqttscope::store
