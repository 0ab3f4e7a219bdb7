// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace mqttscope::test {

/// A mosquitto of its own on a free port of the loopback interface. Ends with this object.
class MosquittoBroker {
public:
    /// `login`: only ann with the password secret may connect, and only to topics below open/.
    explicit MosquittoBroker(bool login = false);
    MosquittoBroker(const MosquittoBroker&) = delete;
    MosquittoBroker& operator=(const MosquittoBroker&) = delete;
    ~MosquittoBroker();

    /// Why there is none; empty if it runs.
    [[nodiscard]] const std::string& whyNot() const { return m_whyNot; }
    [[nodiscard]] std::string port() const { return std::to_string(m_port); }
    /// Kills it.
    void kill();

private:
    [[nodiscard]] std::string writeConfiguration(bool login) const;
    void start(const std::string& configuration);

    std::filesystem::path m_folder;
    std::string m_whyNot;
    int m_process = -1;
    int m_port = 0;
};

} // namespace mqttscope::test
