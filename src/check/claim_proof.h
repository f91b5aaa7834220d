// Proves a claim, or finds a text that may refute it.
//
// Tables are decided by check/identity_proof.h. Forms and mark orders are not tables of a bounded
// size; for them, three facts are used:
//
// 1. A form does not change the canonical (or compatibility) equivalence of a text, and its result
//    depends on nothing else. A mark order exchanges only marks of different classes, so it does
//    not change the canonical equivalence either. So with a form first, the stages  form = "NFC",
//    marks = "shadda-first"  have the same result for equivalent texts, and repeating some of them
//    before changes nothing.
// 2. So where such stages come first, as in most romanizations, it is enough that the tables after
//    them can be undone, for all texts of characters that the forms may write.
// 3. A form that changes neither a character nor a pair of a text, of neighbours or of a starter
// and
//    one of its marks, does not change the text. So forms after the tables may be left out if the
//    tables write no such pair.
//
// Runs of more than max_mark_run marks are left out, as in the definition of claims.
#pragma once

#include "check/claim_case.h"
#include "check/identity_proof.h"

namespace arnorm {

// Where it contains a counterexample, this has not been confirmed by the stages themselves.
Proof prove(const ClaimCase &claim);

} // namespace arnorm
