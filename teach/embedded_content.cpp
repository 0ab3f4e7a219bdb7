// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/embedded_content.h"

namespace mqttscope::teach {

namespace embedded { // made by cmake/EmbedFile.cmake, one source file for each
extern const std::string_view clauses_json;
extern const std::string_view en_broker_json;
extern const std::string_view en_client_json;
extern const std::string_view en_explanations_json;
extern const std::string_view en_filter_json;
extern const std::string_view en_illustrated_json;
extern const std::string_view en_glossary_json;
extern const std::string_view en_issues_json;
extern const std::string_view en_knowledge_json;
extern const std::string_view en_ladder_json;
extern const std::string_view en_live_json;
extern const std::string_view en_narration_json;
extern const std::string_view en_narration_network_json;
extern const std::string_view en_narration_packets_json;
extern const std::string_view en_narration_properties_json;
extern const std::string_view en_rules_json;
extern const std::string_view en_samples_json;
extern const std::string_view en_simulator_json;
extern const std::string_view en_vantage_json;
extern const std::string_view fr_broker_json;
extern const std::string_view fr_client_json;
extern const std::string_view fr_explanations_json;
extern const std::string_view fr_filter_json;
extern const std::string_view fr_illustrated_json;
extern const std::string_view fr_glossary_json;
extern const std::string_view fr_issues_json;
extern const std::string_view fr_knowledge_json;
extern const std::string_view fr_labels_json;
extern const std::string_view fr_ladder_json;
extern const std::string_view fr_live_json;
extern const std::string_view fr_phrases_json;
extern const std::string_view fr_narration_json;
extern const std::string_view fr_narration_network_json;
extern const std::string_view fr_narration_packets_json;
extern const std::string_view fr_narration_properties_json;
extern const std::string_view fr_rules_json;
extern const std::string_view fr_samples_json;
extern const std::string_view fr_simulator_json;
extern const std::string_view fr_vantage_json;
} // namespace embedded

std::string_view embeddedContent(Language language, ContentFile file)
{
    const bool french = language == Language::French;
    switch (file) {
    case ContentFile::Rules:
        return french ? embedded::fr_rules_json : embedded::en_rules_json;
    case ContentFile::Issues:
        return french ? embedded::fr_issues_json : embedded::en_issues_json;
    case ContentFile::Labels:
        return french ? embedded::fr_labels_json : std::string_view{};
    case ContentFile::Phrases:
        return french ? embedded::fr_phrases_json : std::string_view{};
    case ContentFile::Simulator:
        return french ? embedded::fr_simulator_json : embedded::en_simulator_json;
    case ContentFile::Broker:
        return french ? embedded::fr_broker_json : embedded::en_broker_json;
    case ContentFile::Live:
        return french ? embedded::fr_live_json : embedded::en_live_json;
    case ContentFile::Client:
        return french ? embedded::fr_client_json : embedded::en_client_json;
    case ContentFile::Samples:
        return french ? embedded::fr_samples_json : embedded::en_samples_json;
    case ContentFile::Glossary:
        return french ? embedded::fr_glossary_json : embedded::en_glossary_json;
    case ContentFile::Explanations:
        return french ? embedded::fr_explanations_json : embedded::en_explanations_json;
    case ContentFile::Illustrated:
        return french ? embedded::fr_illustrated_json : embedded::en_illustrated_json;
    case ContentFile::Filter:
        return french ? embedded::fr_filter_json : embedded::en_filter_json;
    case ContentFile::Knowledge:
        return french ? embedded::fr_knowledge_json : embedded::en_knowledge_json;
    case ContentFile::Narration:
        return french ? embedded::fr_narration_json : embedded::en_narration_json;
    case ContentFile::NarrationPackets:
        return french ? embedded::fr_narration_packets_json : embedded::en_narration_packets_json;
    case ContentFile::NarrationProperties:
        return french ? embedded::fr_narration_properties_json : embedded::en_narration_properties_json;
    case ContentFile::NarrationNetwork:
        return french ? embedded::fr_narration_network_json : embedded::en_narration_network_json;
    case ContentFile::Ladder:
        return french ? embedded::fr_ladder_json : embedded::en_ladder_json;
    case ContentFile::Vantage:
        return french ? embedded::fr_vantage_json : embedded::en_vantage_json;
    }
    return {};
}

std::string_view embeddedClauses()
{
    return embedded::clauses_json;
}

} // namespace mqttscope::teach
