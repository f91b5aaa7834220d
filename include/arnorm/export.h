// Which symbols of the library programs may use.
#pragma once

// What is visible outside of a shared library. On Windows a program that links to the DLL defines
// ARNORM_SHARED; ARNORM_BUILDING is for arnorm's own build.
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
