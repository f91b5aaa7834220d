// What a chain does to the characters of a script, and its claims.
#include <boost/test/unit_test.hpp>

#include "check/chain_audit.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(chain_audit)

namespace {

ChainAudit audit_of(const std::string &chain) {
  Options options;
  RuleLibrary library(options);
  Report report;
  std::optional<ChainAudit> audit = audit_chain(chain, library, options, report);
  BOOST_TEST(codes(report) == "");
  BOOST_REQUIRE(audit.has_value());
  return *audit;
}

std::string claim(const ChainAudit &audit, std::size_t number) {
  return words_of(audit.claims.at(number));
}

} // namespace

BOOST_AUTO_TEST_CASE(a_fold_is_not_lossless) {
  ChainAudit audit = audit_of("fold-alef");
  BOOST_TEST((audit.equal.at("\u0627").find(U'\u0622') != std::u32string::npos));
  BOOST_TEST(audit.deleted.empty());
  BOOST_TEST(audit.unmapped.empty()); // it stays in its script
  BOOST_TEST(claim(audit, 0).starts_with("lossless: no: U+0622"));
  BOOST_TEST(claim(audit, 1).starts_with("reversible: no: "));
  BOOST_TEST(claim(audit, 2) == "idempotent: proved");
}

BOOST_AUTO_TEST_CASE(a_removal_deletes) {
  ChainAudit audit = audit_of("strip-tashkeel");
  BOOST_TEST((audit.deleted.find(U'\u064E') != std::u32string::npos));
  BOOST_TEST(claim(audit, 0).find("is deleted") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_transliteration_is_lossless) {
  ChainAudit audit = audit_of("buckwalter");
  BOOST_TEST(claim(audit, 0) == "lossless: proved");
  BOOST_TEST(claim(audit, 1) == "reversible: proved");
  BOOST_TEST(audit.equal.empty());
  BOOST_TEST((audit.unmapped.find(U'\u06A9') != std::u32string::npos));
  BOOST_TEST((audit.unmapped.find(U'\u0628') == std::u32string::npos));
}

BOOST_AUTO_TEST_CASE(chains_of_several_sets) {
  BOOST_TEST(claim(audit_of("strip-tashkeel,fold-alef"), 2) == "idempotent: proved");
  BOOST_TEST(audit_of("buckwalter:iso-233").claims.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
