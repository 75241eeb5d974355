// FlyingFox, which serves the pages of `heshu review`, also has a handler that passes requests on to other servers. It
// needs the networking of Foundation, which needs libcurl, which needs 25 further libraries. heshu asks no other server
// anything, so a program that has Foundation in itself gets these functions in place of libcurl: nothing calls them, and
// all of them fail.
#ifdef HESHU_SELF_CONTAINED

#define HIDDEN __attribute__((visibility("hidden")))
#define NOTHING(name) HIDDEN void *name(void) { return 0; }
// Any code but 0 is an error to libcurl.
#define FAILURE(name) HIDDEN int name(void) { return 2; }

FAILURE(curl_global_init)
NOTHING(curl_version)
NOTHING(curl_version_info)
NOTHING(curl_free)

NOTHING(curl_easy_init)
FAILURE(curl_easy_setopt)
FAILURE(curl_easy_getinfo)
FAILURE(curl_easy_pause)
NOTHING(curl_easy_cleanup)
HIDDEN const char *curl_easy_strerror(void) { return "this program has no libcurl"; }

NOTHING(curl_multi_init)
FAILURE(curl_multi_setopt)
FAILURE(curl_multi_add_handle)
FAILURE(curl_multi_remove_handle)
FAILURE(curl_multi_assign)
FAILURE(curl_multi_socket_action)
NOTHING(curl_multi_info_read)
FAILURE(curl_multi_cleanup)

NOTHING(curl_slist_append)
NOTHING(curl_slist_free_all)

NOTHING(curl_url)
FAILURE(curl_url_set)
FAILURE(curl_url_get)

#endif
