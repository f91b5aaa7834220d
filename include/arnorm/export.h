/* Marks the symbols that the shared library exports. On Windows, a program that links to the DLL
 * defines ARNORM_SHARED. Only arnorm's own build defines ARNORM_BUILDING. */
#ifndef ARNORM_EXPORT_H
#define ARNORM_EXPORT_H

#if defined(_WIN32) && defined(ARNORM_SHARED)
#if defined(ARNORM_BUILDING)
#define ARNORM_EXPORT __declspec(dllexport)
#else
#define ARNORM_EXPORT __declspec(dllimport)
#endif
#elif defined(__GNUC__) && !defined(_WIN32)
#define ARNORM_EXPORT __attribute__((visibility("default")))
#else
#define ARNORM_EXPORT
#endif

#endif
