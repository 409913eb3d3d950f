/*
 * A layer between SQLite and the disk, for LD_PRELOAD. It holds the store's file and its log in memory as their
 * readers see them, and gives the real files only what has been synced: a process that is killed leaves what a loss
 * of power would leave. On demand its disk is full, fails or can't be written.
 *
 * FAULTYDISK_PATH     the store's file; "-wal" and "-journal" beside it are under the layer too. "-shm" is not: SQLite
 *                     creates it again at each start.
 * FAULTYDISK_SURVIVE  the percentage of sectors that reach the real file unsynced, as they may: 0 unless given.
 * FAULTYDISK_NOSYNC   set: a sync does nothing, as on a disk that lies.
 * FAULTYDISK_DIE      where the power is lost, in the work on the store's file itself, which is that of a checkpoint:
 *                     "write 3" before the third write, "sync 1" before the first sync, "synced 1" after it.
 *
 * Files are made and deleted at once, without a sync of their folder.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512
#define LARGEST_FD 65536

struct file {
    char path[PATH_MAX];
    int fd; /* the layer's own; never closed, since closing it would give up the process's locks on the file */
    char *data, *dirty; /* one flag a sector */
    off_t size, capacity;
    struct file *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file *files, *by_fd[LARGEST_FD];
static const char *store;
static int survive, no_sync, die_after;
static char die_at[8];
static unsigned seed;
static long room = -1;
static int open_error, write_error, sync_error, is_folder_read_only;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_fstat)(int, struct stat64 *);
static int (*real_stat)(const char *, struct stat64 *);
static int (*real_unlink)(const char *);

static void __attribute__((constructor)) start(void)
{
    if (real_open)
        return;
    real_close = dlsym(RTLD_NEXT, "close");
    real_pread = dlsym(RTLD_NEXT, "pread64");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_fstat = dlsym(RTLD_NEXT, "fstat64");
    real_stat = dlsym(RTLD_NEXT, "stat64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    store = getenv("FAULTYDISK_PATH");
    survive = getenv("FAULTYDISK_SURVIVE") ? atoi(getenv("FAULTYDISK_SURVIVE")) : 0;
    no_sync = getenv("FAULTYDISK_NOSYNC") != NULL;
    if (getenv("FAULTYDISK_DIE"))
        sscanf(getenv("FAULTYDISK_DIE"), "%7s %d", die_at, &die_after);
    seed = (unsigned)getpid();
    real_open = dlsym(RTLD_NEXT, "open64");
}

/* For the test, in the same process. */
void faultydisk_room(long bytes) { room = bytes; }
void faultydisk_open_error(int error, int is_folder) { open_error = error, is_folder_read_only = is_folder; }
void faultydisk_write_error(int error) { write_error = error; }
void faultydisk_sync_error(int error) { sync_error = error; }

/* What stands after the store's name; NULL where it is another file. */
static const char *suffix(const char *path)
{
    size_t length = store ? strlen(store) : 0;
    return length && path && strncmp(path, store, length) == 0 ? path + length : NULL;
}

static int is_ours(const char *path)
{
    const char *rest = suffix(path);
    return rest && (!*rest || !strcmp(rest, "-wal") || !strcmp(rest, "-journal"));
}

static struct file *find(const char *path)
{
    struct file *file = files;
    while (file && strcmp(file->path, path) != 0)
        file = file->next;
    return file;
}

static void grow(struct file *file, off_t size)
{
    off_t capacity = file->capacity ? file->capacity : 1 << 20;
    while (capacity < size)
        capacity *= 2;
    if (capacity > file->capacity) {
        file->data = realloc(file->data, capacity);
        file->dirty = realloc(file->dirty, capacity / SECTOR);
        memset(file->data + file->capacity, 0, capacity - file->capacity);
        memset(file->dirty + file->capacity / SECTOR, 0, (capacity - file->capacity) / SECTOR);
        file->capacity = capacity;
    }
    file->size = size;
}

static struct file *load(const char *path)
{
    struct file *file = find(path);
    struct stat64 status;
    if (file)
        return file;
    file = calloc(1, sizeof *file);
    strcpy(file->path, path);
    file->fd = real_open(path, O_RDWR);
    if (file->fd < 0 || real_fstat(file->fd, &status) != 0)
        abort();
    grow(file, status.st_size);
    for (off_t at = 0; at < status.st_size;) {
        ssize_t got = real_pread(file->fd, file->data + at, status.st_size - at, at);
        if (got <= 0)
            abort();
        at += got;
    }
    file->next = files;
    return files = file;
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    start();
    const char *rest = suffix(path);
    if (open_error && rest && (is_folder_read_only || !*rest) && (flags & O_ACCMODE) != O_RDONLY) {
        errno = open_error;
        return -1;
    }
    int fd = real_open(path, flags, mode);
    if (fd >= 0 && fd < LARGEST_FD && is_ours(path)) {
        pthread_mutex_lock(&lock);
        by_fd[fd] = load(path);
        pthread_mutex_unlock(&lock);
    }
    return fd;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open64(path, flags, mode);
}

static struct file *of(int fd) { return fd >= 0 && fd < LARGEST_FD ? by_fd[fd] : NULL; }

int close(int fd)
{
    start();
    if (of(fd))
        by_fd[fd] = NULL;
    return real_close(fd);
}

ssize_t pread64(int fd, void *buffer, size_t count, off_t at)
{
    struct file *file = of(fd);
    start();
    if (!file)
        return real_pread(fd, buffer, count, at);
    pthread_mutex_lock(&lock);
    ssize_t got = at >= file->size ? 0 : at + (off_t)count > file->size ? file->size - at : (off_t)count;
    memcpy(buffer, file->data + at, got);
    pthread_mutex_unlock(&lock);
    return got;
}

static void die_if_at(const char *moment, struct file *file)
{
    if (!strcmp(moment, die_at) && !*suffix(file->path) && __atomic_sub_fetch(&die_after, 1, __ATOMIC_SEQ_CST) == 0)
        kill(getpid(), SIGKILL);
}

static void write_sector(struct file *file, off_t sector)
{
    off_t at = sector * SECTOR;
    off_t count = file->size - at < SECTOR ? file->size - at : SECTOR;
    if (count > 0 && real_pwrite(file->fd, file->data + at, count, at) != count)
        abort();
}

ssize_t pwrite64(int fd, const void *buffer, size_t count, off_t at)
{
    struct file *file = of(fd);
    start();
    if (!file)
        return real_pwrite(fd, buffer, count, at);
    if (write_error) {
        errno = write_error;
        return -1;
    }
    die_if_at("write", file);
    pthread_mutex_lock(&lock);
    off_t growth = at + (off_t)count - file->size;
    if (growth > 0 && room >= 0) {
        if (growth > room) {
            /* What fits is written, as the system does. */
            off_t fits = (off_t)count - (growth - room);
            count = fits > 0 ? fits : 0;
            growth = count ? room : 0;
        }
        room -= growth;
    }
    if (!count) {
        pthread_mutex_unlock(&lock);
        errno = ENOSPC;
        return -1;
    }
    if (at + (off_t)count > file->size)
        grow(file, at + count);
    memcpy(file->data + at, buffer, count);
    for (off_t sector = at / SECTOR; sector * SECTOR < at + (off_t)count; sector++) {
        file->dirty[sector] = 1;
        if (survive && (int)(rand_r(&seed) % 100) < survive)
            write_sector(file, sector);
    }
    pthread_mutex_unlock(&lock);
    return count;
}

int ftruncate64(int fd, off_t size)
{
    struct file *file = of(fd);
    start();
    if (!file)
        return real_ftruncate(fd, size);
    pthread_mutex_lock(&lock);
    off_t before = file->size;
    if (size < before) {
        memset(file->data + size, 0, before - size);
        if (room >= 0)
            room += before - size;
    }
    grow(file, size);
    pthread_mutex_unlock(&lock);
    return 0;
}

static int sync_file(struct file *file)
{
    if (sync_error) {
        errno = sync_error;
        return -1;
    }
    if (no_sync)
        return 0;
    die_if_at("sync", file);
    pthread_mutex_lock(&lock);
    if (real_ftruncate(file->fd, file->size) != 0)
        abort();
    for (off_t sector = 0; sector * SECTOR < file->capacity; sector++) {
        if (file->dirty[sector])
            write_sector(file, sector);
        file->dirty[sector] = 0;
    }
    pthread_mutex_unlock(&lock);
    die_if_at("synced", file);
    return 0;
}

int fsync(int fd)
{
    start();
    return of(fd) ? sync_file(of(fd)) : real_fsync(fd);
}

int fdatasync(int fd)
{
    start();
    return of(fd) ? sync_file(of(fd)) : real_fdatasync(fd);
}

int fstat64(int fd, struct stat64 *status)
{
    start();
    int result = real_fstat(fd, status);
    if (result == 0 && of(fd))
        status->st_size = of(fd)->size;
    return result;
}

int stat64(const char *path, struct stat64 *status)
{
    start();
    int result = real_stat(path, status);
    if (result == 0 && is_ours(path)) {
        pthread_mutex_lock(&lock);
        struct file *file = find(path);
        if (file)
            status->st_size = file->size;
        pthread_mutex_unlock(&lock);
    }
    return result;
}

int unlink(const char *path)
{
    start();
    int result = real_unlink(path);
    if (result == 0 && is_ours(path)) {
        pthread_mutex_lock(&lock);
        struct file *file = find(path);
        if (file)
            file->path[0] = 0; /* the next open creates it again */
        pthread_mutex_unlock(&lock);
    }
    return result;
}
