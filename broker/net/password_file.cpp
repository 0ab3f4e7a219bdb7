// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/password_file.h"

#include <array>
#include <charconv>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <optional>

namespace mqttscope::broker {
namespace {

constexpr std::size_t kDigestBytes = 64; // SHA-512
constexpr std::size_t kMaxBase64 = 512;

/// Base64 with its padding (RFC 4648 §4).
std::optional<std::vector<std::uint8_t>> fromBase64(std::string_view text)
{
    if (text.empty() || text.size() % 4 != 0 || text.size() > kMaxBase64)
        return std::nullopt;
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3);
    const int size = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    if (size < 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

/// What stands before the next '$'; `text` becomes what is behind it.
std::string_view takePart(std::string_view& text)
{
    const std::size_t end = text.find('$');
    const std::string_view part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return part;
}

template <std::size_t size> std::string toBase64(const std::array<std::uint8_t, size>& bytes)
{
    std::array<unsigned char, (size + 2) / 3 * 4 + 1> text{};
    const int length = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(size));
    return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)};
}

} // namespace

bool isUserName(std::string_view name)
{
    return !name.empty() && name.front() != '#' && name.find_first_of(":\r\n") == std::string_view::npos;
}

std::optional<std::string> passwordLine(std::string_view user, std::string_view password)
{
    constexpr int kIterations = 101; // as mosquitto_passwd
    std::array<std::uint8_t, 12> salt{};
    std::array<std::uint8_t, kDigestBytes> digest{};
    if (!isUserName(user) || RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1 ||
        PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(),
                          static_cast<int>(salt.size()), kIterations, EVP_sha512(),
                          static_cast<int>(digest.size()), digest.data()) != 1)
        return std::nullopt;
    return std::string(user) + ":$7$" + std::to_string(kIterations) + '$' + toBase64(salt) + '$' +
           toBase64(digest) + '\n';
}

PasswordFile::PasswordFile(std::string_view text)
{
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        if (!line.empty() && line.front() != '#') {
            if (m_users.size() >= kMaxUsers) {
                fail(number, PasswordFault::TooManyUsers);
                return;
            }
            readLine(line, number);
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
}

void PasswordFile::fail(std::uint32_t line, PasswordFault fault)
{
    if (m_errors.size() < kMaxErrors)
        m_errors.push_back({line, fault});
}

void PasswordFile::readLine(std::string_view line, std::uint32_t number)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return fail(number, PasswordFault::NoColon);
    if (colon == 0)
        return fail(number, PasswordFault::NoName);
    std::string_view rest = line.substr(colon + 1);
    const bool pbkdf2 = rest.starts_with("$7$");
    if (!pbkdf2 && !rest.starts_with("$6$"))
        return fail(number, PasswordFault::NotHashed);
    rest.remove_prefix(3);
    Hash hash;
    if (pbkdf2) {
        const std::string_view digits = takePart(rest);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), hash.iterations);
        if (error == std::errc::result_out_of_range || hash.iterations > kMaxIterations)
            return fail(number, PasswordFault::TooManyIterations);
        if (error != std::errc{} || end != digits.data() + digits.size() || hash.iterations == 0)
            return fail(number, PasswordFault::BadHash);
    }
    const auto salt = fromBase64(takePart(rest));
    const auto digest = fromBase64(takePart(rest));
    if (!salt || !digest || digest->size() != kDigestBytes || !rest.empty())
        return fail(number, PasswordFault::BadHash);
    hash.salt = *salt;
    hash.digest = *digest;
    if (!m_users.try_emplace(std::string(line.substr(0, colon)), std::move(hash)).second)
        fail(number, PasswordFault::Twice);
}

bool PasswordFile::matches(const Hash& hash, ByteView password)
{
    std::array<std::uint8_t, kDigestBytes> digest{};
    if (hash.iterations != 0) {
        if (PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(password.data()),
                              static_cast<int>(password.size()), hash.salt.data(),
                              static_cast<int>(hash.salt.size()), static_cast<int>(hash.iterations),
                              EVP_sha512(), static_cast<int>(digest.size()), digest.data()) != 1)
            return false;
    } else {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                              &EVP_MD_CTX_free);
        unsigned int size = 0;
        if (context == nullptr || EVP_DigestInit_ex(context.get(), EVP_sha512(), nullptr) != 1 ||
            EVP_DigestUpdate(context.get(), password.data(), password.size()) != 1 ||
            EVP_DigestUpdate(context.get(), hash.salt.data(), hash.salt.size()) != 1 ||
            EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1)
            return false;
    }
    return CRYPTO_memcmp(digest.data(), hash.digest.data(), digest.size()) == 0;
}

bool PasswordFile::verify(std::string_view user, ByteView password) const
{
    const auto found = m_users.find(user);
    if (found != m_users.end())
        return matches(found->second, password);
    if (!m_users.empty()) // the time must not tell which names there are
        (void)matches(m_users.begin()->second, password);
    return false;
}

} // namespace mqttscope::broker
