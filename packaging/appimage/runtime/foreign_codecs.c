// libsquashfuse can read every compression that squashfs knows. Ours is Zstandard; the others are left out of the
// program, LZO also because its library is under the GPL. A payload that needs one of them cannot be read.

int lzo1x_decompress_safe(void) { return -1; }
int LZ4_decompress_safe(void) { return -1; }
int lzma_stream_buffer_decode(void) { return -1; }
