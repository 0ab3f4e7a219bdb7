// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/golden/export/xml_lines.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace mqttscope::test {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"#x27", '\''}}};

class Reader {
public:
    Reader(const std::string& text, std::string& error) : m_text(text), m_error(error) {}

    std::vector<std::vector<XmlElement>> read()
    {
        for (const char c : m_text) {
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r')
                return fail("a control character");
        }
        while (m_error.empty() && (m_at = m_text.find('<', m_at)) != std::string::npos)
            tag();
        if (m_error.empty() && !m_open.empty())
            return fail("elements are left open");
        return m_error.empty() ? std::move(m_packets) : std::vector<std::vector<XmlElement>>{};
    }

private:
    std::vector<std::vector<XmlElement>> fail(std::string_view what)
    {
        m_error = fmt::format("at {}: {}", m_at, what);
        return {};
    }

    void tag()
    {
        if (m_text.compare(m_at, 2, "<?") == 0 || m_text.compare(m_at, 2, "<!") == 0) {
            m_at = m_text.find('>', m_at);
            return;
        }
        std::size_t at = m_at + 1;
        const bool closes = m_text[at] == '/';
        at += closes ? 1 : 0;
        std::string name;
        while (at < m_text.size() && m_text[at] != ' ' && m_text[at] != '>' && m_text[at] != '/')
            name += m_text[at++];
        XmlElement element;
        while (at < m_text.size() && m_text[at] == ' ') {
            if (!attribute(at, element.attributes))
                return;
        }
        const bool empty = at < m_text.size() && m_text[at] == '/';
        at += empty ? 1 : 0;
        if (at >= m_text.size() || m_text[at] != '>') {
            fail("a tag that does not end");
            return;
        }
        m_at = at;
        if (closes)
            close(name);
        else
            open(name, std::move(element), empty);
    }

    bool attribute(std::size_t& at, std::map<std::string, std::string>& into)
    {
        std::string name;
        while (++at < m_text.size() && m_text[at] != '=')
            name += m_text[at];
        if (m_text.compare(at, 2, "=\"") != 0) {
            fail("an attribute without a value");
            return false;
        }
        std::string value;
        for (at += 2; at < m_text.size() && m_text[at] != '"'; ++at) {
            if (m_text[at] == '<') {
                fail("< in an attribute");
                return false;
            }
            if (m_text[at] != '&')
                value += m_text[at];
            else if (!entity(at, value))
                return false;
        }
        ++at;
        into[name] = value;
        return true;
    }

    bool entity(std::size_t& at, std::string& value)
    {
        const std::size_t end = m_text.find(';', at);
        const std::string name = m_text.substr(at + 1, end - at - 1);
        for (const auto& [known, character] : kEntities) {
            if (known == name) {
                value += character;
                at = end;
                return true;
            }
        }
        fail("an unknown entity");
        return false;
    }

    void open(const std::string& tagName, XmlElement element, bool empty)
    {
        const std::string name = element.attributes["name"];
        if (tagName == "packet")
            m_packets.emplace_back();
        if (tagName == "proto" || tagName == "field") {
            for (const auto& [tag, shown] : m_open) {
                if ((tag == "proto" || tag == "field") && shown != "fake-field-wrapper")
                    (element.path += shown) += '/';
            }
            element.path += name;
            if (name != "fake-field-wrapper" && !m_packets.empty())
                m_packets.back().push_back(std::move(element));
        }
        if (!empty)
            m_open.emplace_back(tagName, name);
    }

    void close(const std::string& tagName)
    {
        if (m_open.empty() || m_open.back().first != tagName) {
            fail("</" + tagName + "> closes nothing");
            return;
        }
        m_open.pop_back();
    }

    const std::string& m_text;
    std::string& m_error;
    std::size_t m_at = 0;
    std::vector<std::pair<std::string, std::string>> m_open;
    std::vector<std::vector<XmlElement>> m_packets;
};

} // namespace

std::vector<std::vector<XmlElement>> readPdml(const std::string& text, std::string& error)
{
    return Reader{text, error}.read();
}

} // namespace mqttscope::test
