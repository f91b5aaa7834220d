// Which symbols of the library programs may use.
#pragma once

// Marks the symbols that the shared library exports. On Windows, a program that links to the DLL
// defines ARNORM_SHARED. Only arnorm's own build defines ARNORM_BUILDING.
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
