/* Memory of the library belongs to malloc. A memory context frees it, with everything else, when a
 * statement fails or is cancelled. */
#include "arnorm_pg.h"

#include "utils/memutils.h"

static void release(void *argument) {
  Handles *handles = argument;
  arnorm_buffer_free(&handles->buffer);
  arnorm_stream_free(handles->stream);
  arnorm_diagnostics_free(handles->trouble);
}

/* A context of its own, because a callback cannot be taken back. */
Handles *open_handles(void) {
  MemoryContext context =
      AllocSetContextCreate(CurrentMemoryContext, "arnorm handles", ALLOCSET_SMALL_SIZES);
  Handles *handles = MemoryContextAllocZero(context, sizeof(Handles));
  MemoryContextCallback *callback = MemoryContextAlloc(context, sizeof(MemoryContextCallback));
  handles->context = context;
  callback->func = release;
  callback->arg = handles;
  MemoryContextRegisterResetCallback(context, callback);
  return handles;
}

void close_handles(Handles *handles) { MemoryContextDelete(handles->context); }
