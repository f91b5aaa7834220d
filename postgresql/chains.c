/* The chains that this backend has loaded, the one used last at the front. A statement uses one or
 * two of them, so that the first comparison finds it.
 *
 * A chain stays loaded, unless more than max_chains are in use or arnorm.rules_folder changes.
 * Names that could not be loaded are not remembered. */
#include "arnorm_pg.h"

#include "lib/ilist.h"
#include "utils/memutils.h"

#define MAX_CHAINS 32
#define MAX_NAME 1000
#define FINGERPRINT_SIZE 64
#define MIN_FINGERPRINT 8

typedef struct Entry {
  dlist_node node;
  arnorm_chain *chain;
  char fingerprint[FINGERPRINT_SIZE + 1];
  size_t size;
  char name[FLEXIBLE_ARRAY_MEMBER];
} Entry;

static dlist_head entries = DLIST_STATIC_INIT(entries);
static int count = 0;
static arnorm_rules *rules = NULL; /* null before the first chain */
static int rules_version = 0;      /* of the setting, when they were read */

static void remove_last(void) {
  Entry *last = dlist_container(Entry, node, dlist_tail_node(&entries));
  dlist_delete(&last->node);
  arnorm_chain_free(last->chain);
  pfree(last);
  --count;
}

static void forget_all(void) {
  while (count > 0) {
    remove_last();
  }
  arnorm_rules_free(rules);
  rules = NULL;
}

static Entry *find(Slice name) {
  dlist_iter at;
  dlist_foreach(at, &entries) {
    Entry *entry = dlist_container(Entry, node, at.cur);
    if (entry->size == name.size && memcmp(entry->name, name.data, name.size) == 0) {
      return entry;
    }
  }
  return NULL;
}

static void require_short(Slice name) {
  if (name.size > MAX_NAME) {
    ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
            errmsg("the name of a chain has more than %d bytes", MAX_NAME),
            errhint("Join the sets in a rule file of arnorm.rules_folder."));
  }
}

static void read_fingerprint(Handles *handles, Entry *entry) {
  require_ok(arnorm_fingerprint(entry->chain, &handles->buffer));
  Assert(handles->buffer.size == FINGERPRINT_SIZE);
  memcpy(entry->fingerprint, handles->buffer.data, FINGERPRINT_SIZE);
  entry->fingerprint[FINGERPRINT_SIZE] = '\0';
}

/* Warnings concern authors of rules, who see them from `arnorm check`. */
static Entry *load(Slice name) {
  Handles *handles = open_handles();
  Entry *entry = MemoryContextAllocZero(TopMemoryContext, offsetof(Entry, name) + name.size);
  entry->size = name.size;
  memcpy(entry->name, name.data, name.size);
  PG_TRY();
  {
    entry->chain = arnorm_load(rules, name.data, name.size, 0, &handles->trouble);
    if (entry->chain == NULL) {
      report_trouble(handles);
    }
    read_fingerprint(handles, entry);
  }
  PG_CATCH();
  {
    arnorm_chain_free(entry->chain);
    pfree(entry);
    PG_RE_THROW();
  }
  PG_END_TRY();
  close_handles(handles);
  return entry;
}

static void refresh_rules(void) {
  if (rules != NULL && rules_version != rules_folder_version()) {
    forget_all();
  }
  if (rules == NULL) {
    rules = read_rules();
    rules_version = rules_folder_version();
  }
}

static Entry *find_or_load(Slice name) {
  Entry *entry;
  refresh_rules();
  entry = find(name);
  if (entry != NULL) {
    dlist_move_head(&entries, &entry->node);
    return entry;
  }
  require_short(name);
  entry = load(name);
  if (count == MAX_CHAINS) {
    remove_last();
  }
  dlist_push_head(&entries, &entry->node);
  ++count;
  return entry;
}

const arnorm_chain *find_chain(Slice name) { return find_or_load(name)->chain; }

const char *fingerprint_of(Slice name) { return find_or_load(name)->fingerprint; }

static bool is_fingerprint(Slice text) {
  for (size_t i = 0; i < text.size; ++i) {
    if (strchr("0123456789abcdef", text.data[i]) == NULL) {
      return false;
    }
  }
  return text.size >= MIN_FINGERPRINT && text.size <= FINGERPRINT_SIZE;
}

void require_fingerprint(Slice name, Slice beginning) {
  const char *fingerprint;
  if (!is_fingerprint(beginning)) {
    ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
            errmsg("a fingerprint has %d to %d digits of 0-9 and a-f", MIN_FINGERPRINT,
                   FINGERPRINT_SIZE),
            errhint("SELECT arnorm_fingerprint(chain) returns the one of a chain."));
  }
  fingerprint = fingerprint_of(name);
  if (memcmp(fingerprint, beginning.data, beginning.size) != 0) {
    ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
            errmsg("the rules of chain \"%s\" have changed", string_of(name.data, name.size)),
            errdetail("Their fingerprint is %s, and %s was required.", fingerprint,
                      string_of(beginning.data, beginning.size)),
            errhint("Create what was computed with the old rules again, with this fingerprint."));
  }
}
