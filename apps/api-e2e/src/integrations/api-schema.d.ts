export interface paths {
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long and how large a recording can be, and how much room the caller has left
         * @description A recording that reaches beyond a limit is refused with `quota_exceeded` and ends with what is stored: ask before and while recording, and stop in time.
         */
        get: operations["limits_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of the log of administrators' looks into other people's sessions, and of what they changed
         * @description Newest first. Looks stand in it once an hour for each administrator and thing; everything else each time, written in the transaction that does it.
         */
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What administrators looked at or changed of yours, newest first */
        get: operations["audit_looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the first account is still to be made */
        get: operations["auth_setup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in: sets the cookie */
        post: operations["auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account, and log in */
        post: operations["auth_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log out */
        post: operations["auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account that is asking */
        get: operations["auth_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All browsers that are logged in to your account, the last used first */
        get: operations["logins_list"];
        put?: never;
        post?: never;
        /** Log out everywhere but here */
        delete: operations["logins_endOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log out one browser */
        delete: operations["logins_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change your password; your other logins end */
        put: operations["logins_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a password by a one-time link, and log in; all earlier logins end */
        post: operations["logins_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens, newest first */
        get: operations["tokens_list"];
        put?: never;
        /** Make a token; its secret is told this once */
        post: operations["tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One token */
        get: operations["tokens_get"];
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["tokens_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your webhooks, newest first */
        get: operations["webhooks_list"];
        put?: never;
        /**
         * Make a webhook
         * @description From now on events of your sessions are posted to `url`, signed by the `secret` that is answered this once (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`). Answer with a 2xx within ten seconds; else it is tried again, ever later, for a day or so.
         */
        post: operations["webhooks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["webhooks_get"];
        put?: never;
        post?: never;
        /** Remove a webhook with its log; what was still to be sent is not */
        delete: operations["webhooks_remove"];
        options?: never;
        head?: never;
        /** Change a webhook; what is absent stays */
        patch: operations["webhooks_patch"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret
         * @description The old one signs nothing from now on. The new one is answered this once.
         */
        post: operations["webhooks_renewSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test
         * @description A message of the type `webhook.test`, also when disabled. How it went is in the log.
         */
        post: operations["webhooks_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log: what was sent and how it went, newest first
         * @description Kept for 30 days.
         */
        get: operations["webhooks_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery once more, now
         * @description The same message with the same `webhook-id`. When it fails it is repeated like a new one.
         */
        post: operations["webhooks_redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of the library
         * @description The caller's sessions; an administrator sees everybody's, or with owner=me their own.
         */
        get: operations["sessions_list"];
        put?: never;
        /**
         * Start a recording
         * @description With a `sessionId` of your own it is idempotent: a retry answers the same.
         */
        post: operations["recording_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One action on many sessions, all or nothing
         * @description `delete` moves to the trash, `purge` removes for good, `tag` and `untag` take `tags`.
         */
        post: operations["sessions_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session */
        get: operations["sessions_get"];
        put?: never;
        post?: never;
        /** Move a session to the trash, or with permanent=true remove it with all its media */
        delete: operations["sessions_remove"];
        options?: never;
        head?: never;
        /** Rename, describe, tag or pin a session; what is absent stays */
        patch: operations["sessions_patch"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a session back out of the trash */
        post: operations["sessions_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Frames by time, ascending
         * @description `from` and `to` in seconds, both inclusive; `stride` n keeps the frames whose number is a multiple of n. With `Accept: application/x-ndjson` all of them are streamed, one a line; `limit` and `cursor` then do not apply.
         */
        get: operations["frames_read"];
        put?: never;
        /**
         * Append frames
         * @description A JSON array, or NDJSON with one frame a line. Frames already stored are skipped; a gap is a 409 that carries `nextFrameNumber`. A stream that breaks off keeps what was stored.
         */
        post: operations["recording_frames"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seekable video: byte ranges, ETag, If-None-Match, If-Range, HEAD */
        get: operations["sessionMedia_video"];
        /**
         * Append bytes of the video
         * @description The body is the bytes that begin at `offset` of the whole, any number of them. Bytes already stored are skipped; a gap is a 409 that carries `nextVideoOffset`. A body that breaks off keeps what was stored.
         */
        put: operations["recording_video"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The thumbnail */
        get: operations["sessionMedia_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/keyframes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The frames that have a picture, ascending */
        get: operations["sessionMedia_keyframes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/keyframes/{frameNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One frame's picture */
        get: operations["sessionMedia_keyframe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/markers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All markers of a session, by time */
        get: operations["markers_list"];
        put?: never;
        /** Set a marker */
        post: operations["markers_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/markers/{markerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a marker */
        delete: operations["markers_remove"];
        options?: never;
        head?: never;
        /** Change a marker; what is absent stays */
        patch: operations["markers_patch"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How well the body was tracked, and what the session weighs
         * @description Scores are means over 0…1, times in seconds, sizes in bytes.
         */
        get: operations["statistics_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The links of a session, newest first */
        get: operations["shares_list"];
        put?: never;
        /**
         * A link by which the session can be seen without an account
         * @description The token is told this once. `includeVideo: false` shares the skeleton only: neither video nor pictures can be had by the link.
         */
        post: operations["shares_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/shares/{shareId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a link; whoever looks at the session by it is cut off */
        delete: operations["shares_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open a shared link
         * @description Counts as a view, unless the owner asks. Frames and video do not: a player asks for them in parts.
         */
        get: operations["shared_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{token}/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Frames of a shared session, by time, ascending
         * @description As `GET /sessions/{id}/frames`.
         */
        get: operations["shared_readFrames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{token}/video": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The video of a shared session, when the link includes it: byte ranges, ETag, HEAD */
        get: operations["shared_video"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the recording
         * @description Answers the session when all of it has arrived, else a 409 that tells where to go on.
         */
        post: operations["recording_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again to finalise a session that failed */
        post: operations["recording_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The caller's demo session: made at the first call, the same one afterwards */
        post: operations["demo_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The session as a file for other programs, streamed
         * @description `json`; `ndjson` (a frame a line); `csv` (a row a frame) and `csv-long` (a row a keypoint); `trc` with `dialect` `pixel` (default, Sports2D), `kinovea` or `metric` (OpenSim; needs `stature` in metres); `openpose` (zip of JSON, BODY_25, opens in Kinovea); `deeplabcut` (csv); `coco`; `mcap` (poses and video, for Foxglove and Lichtblick); `zip` (all of the session with SHA-256 sums, for `POST /sessions/import`). `trc`, `openpose` and `deeplabcut` have a row for each picture of the video. A `conflict` says that the video is not ready yet.
         */
        get: operations["exports_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything of yours as one archive, streamed
         * @description A zip of `account.json` (account, logins, tokens and webhooks without their secrets), `looks.ndjson` (what administrators looked at), each session, the trash included, as a zip for `POST /sessions/import` with its media and markers, `sessions.json` (links, and what is not whole, such as a recording in progress), and `manifest.json` with SHA-256 sums. One at a time: another one meanwhile is `rate_limited`.
         */
        get: operations["accountExport_send"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/export/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far your newest export is */
        get: operations["accountExport_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A session from its zip export
         * @description The same session again, with a new id: frames, markers, pictures, the bytes of the video. The archive is the body, or the one file of a form. Sums, sizes and contents are checked; a refused archive leaves nothing behind.
         */
        post: operations["sessionImport_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is stored: by user, kind and age, and how it grows
         * @description Sizes are in bytes. Those of pictures may be some minutes old.
         */
        get: operations["storage_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/media/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files that no session names, and files that are not there
         * @description Reads all of the media store. Refused (`unavailable`) when the store looks unmounted.
         */
        get: operations["mediaReport_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/media/repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove orphaned files, and have sessions forget missing ones */
        post: operations["mediaReport_repair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/media/marker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Declare the media store as it is now to be the right one
         * @description After a move that has left the marker file behind. Make sure first that its disk is mounted.
         */
        put: operations["mediaReport_mark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is cleaned up when
         * @description Until an administrator decides something every rule is off.
         */
        get: operations["retention_read"];
        /** Replace all rules; nothing is removed before the next run */
        put: operations["retention_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carry out the rules now, or with dryRun (the default) only tell what would go
         * @description A run goes on in the background. One that would remove more than half of all sessions, or of the bytes of all videos, removes nothing and has the status `needs_confirmation`: it is carried out by a call that repeats the answer's `confirmation`, as long as the plan is the same.
         */
        post: operations["cleanup_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cleanup/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the runs, newest first */
        get: operations["cleanup_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cleanup/runs/{id}/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a run's log: what went, whose, why and when */
        get: operations["cleanup_deletions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process is up */
        get: operations["health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether database and media store can be used */
        get: operations["health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of database, media store and queue, and the recordings in progress */
        get: operations["serverStatus_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics of this server process for Prometheus
         * @description With the bearer token that `METRICS_TOKEN` sets, which is not counted against any limit, or as an administrator (a token with the scope `admin` does). docs/operations.md says what each metric means.
         */
        get: operations["metrics_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pose models, and which are here */
        get: operations["models_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users in the order of their addresses */
        get: operations["users_list"];
        put?: never;
        /**
         * Add a user
         * @description Without a password the answer holds a one-time link by which the user chooses one.
         */
        post: operations["users_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One user */
        get: operations["users_get"];
        put?: never;
        post?: never;
        /**
         * Delete a user with all that they own, after seven days
         * @description Their access ends at once. Until `deleteAfter` it can be undone with `…/restore`.
         */
        delete: operations["users_remove"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Disabling ends their logins and tokens and closes their sockets at once. The last administrator can be neither disabled nor made a member (`conflict`).
         */
        patch: operations["users_patch"];
        trace?: never;
    };
    "/api/v1/admin/users/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a deletion back; their logins and tokens stay ended */
        post: operations["users_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A link by which the user chooses a new password, once
         * @description Told this once. An earlier link of theirs is good no more.
         */
        post: operations["users_resetLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete your account with all that you recorded, after seven days
         * @description Until `deleteAfter` you can go on as before, and take it back.
         */
        post: operations["ownAccount_leave"];
        /** Keep your account after all */
        delete: operations["ownAccount_stay"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        RecordingLimits: {
            /** @description Longest session: the largest timestamp that is taken, in seconds. */
            sessionSeconds: number;
            /** @description Largest session in bytes, frames and video together; null: no limit. */
            sessionBytes: number | null;
            /** @description What a frame counts, in bytes. */
            frameBytes: number;
            /** @description Bytes that the caller may still store, in all sessions together; null: no limit. */
            roomBytes: number | null;
        };
        AuditQuery: {
            /**
             * @description Most items of a page.
             * @default 50
             */
            limit: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
            /**
             * @description Only what is of this kind.
             * @enum {string}
             */
            kind?: "sessions_listed" | "session_read" | "session_opened" | "session_trashed" | "session_deleted" | "user_added" | "user_changed" | "user_deleted" | "user_restored" | "reset_link_made" | "retention_changed" | "cleanup_started" | "media_repaired";
            /** @description Part of a name, an address or a session's name. */
            q?: string;
            /**
             * Format: date-time
             * @description Not before; ISO 8601.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Before; ISO 8601.
             */
            to?: string;
        };
        AuditPage: {
            /** @description The items of this page. */
            items: components["schemas"]["AuditEntry"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
            /** @description For how many days a line is kept. */
            keptDays: number;
        };
        AuditEntry: {
            /** @description Its id. */
            id: string;
            /**
             * Format: date-time
             * @description When it was done.
             */
            at: string;
            /**
             * @description What was done.
             * @enum {string}
             */
            kind: "sessions_listed" | "session_read" | "session_opened" | "session_trashed" | "session_deleted" | "user_added" | "user_changed" | "user_deleted" | "user_restored" | "reset_link_made" | "retention_changed" | "cleanup_started" | "media_repaired";
            /** @description Who did it. */
            actor: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            };
            /** @description Whom it concerns; null when nobody alone, or when the account is gone. */
            subject: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            } | null;
            /** @description The session it was about; null when it was not about one. */
            session: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            } | null;
            /** @description More of what was done, for people; may be empty. */
            detail: string;
        };
        LooksQuery: {
            /**
             * @description Most items of a page.
             * @default 50
             */
            limit: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
        };
        Setup: {
            /** @description Whether the first account is still to be made. */
            setupRequired: boolean;
            /**
             * @description Whether strangers may make an account.
             * @enum {string}
             */
            registration: "open" | "closed";
        };
        LoginRequest: {
            /** @description The address that the account logs in with. */
            email: string;
            /** @description The password, in clear. */
            password: string;
        };
        Account: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The address that the account logs in with. */
            email: string;
            /** @description Its name. */
            name: string;
            /**
             * @description `admin` administers the server, `member` does not.
             * @enum {string}
             */
            role: "admin" | "member";
            /**
             * Format: date-time
             * @description When the account is deleted for good; null when it is not.
             */
            deleteAfter?: string;
        };
        RegisterRequest: {
            /** @description The address that the account logs in with. */
            email: string;
            /** @description Its name. */
            name: string;
            /** @description The password, in clear. */
            password: string;
        };
        Login: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether this request came with it. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last used; null when never.
             */
            lastSeenAt: string;
            /** @description The browser, as it names itself. */
            userAgent: string;
            /** @description The network address it was last used from. */
            address: string;
        };
        PasswordChange: {
            /** @description The present password. */
            currentPassword: string;
            /** @description The new password. */
            newPassword: string;
        };
        PasswordReset: {
            /** @description The secret of the link. */
            token: string;
            /** @description The password, in clear. */
            password: string;
        };
        NewToken: {
            /** @description Its name. */
            name: string;
            /** @description What it may be used for. */
            scopes: ("sessions:read" | "sessions:write" | "admin")[];
            /**
             * Format: date-time
             * @description When it ends; absent or null: when it is revoked.
             */
            expiresAt?: string | null;
        };
        CreatedToken: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description What it may be used for. */
            scopes: ("sessions:read" | "sessions:write" | "admin")[];
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; ISO 8601 in UTC. Null: not by itself.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When it was last used, to the minute; null when never.
             */
            lastUsedAt: string | null;
            /** @description The secret itself, told this once. */
            token: string;
        };
        Token: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description What it may be used for. */
            scopes: ("sessions:read" | "sessions:write" | "admin")[];
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; ISO 8601 in UTC. Null: not by itself.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When it was last used, to the minute; null when never.
             */
            lastUsedAt: string | null;
        };
        /** @description A webhook to be made. */
        NewWebhook: {
            /**
             * Format: uri
             * @description Where events are sent by POST: `https://…`, or `http://…`. Without a user name and password.
             * @example https://example.org/hooks/reclimb
             */
            url: string;
            /**
             * @description What it is told of.
             * @example [
             *       "session.completed",
             *       "session.deleted"
             *     ]
             */
            events: ("session.completed" | "session.deleted" | "session.restored")[];
            /**
             * @description What its owner calls it; may be empty.
             * @default
             * @example Training diary
             */
            name: string;
        };
        /** @description A webhook with its secret. */
        CreatedWebhook: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What its owner calls it.
             * @example Training diary
             */
            name: string;
            /**
             * @description Where events are sent.
             * @example https://example.org/hooks/reclimb
             */
            url: string;
            /** @description What it is told of. */
            events: ("session.completed" | "session.deleted" | "session.restored")[];
            /** @description Whether events are sent. Those of a time when it was not are not made up for. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description Since when every attempt has failed; null when the last one succeeded.
             */
            failingSince: string | null;
            /**
             * @description Why the server has disabled it: every attempt failed for days (`failing`), or the endpoint answered 410 (`gone`).
             * @enum {string|null}
             */
            disabledReason: "failing" | "gone" | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * @description Signs what is sent (Standard Webhooks); told this once. Base64 of the key behind `whsec_`.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            secret: string;
        };
        /** @description Where events of the owner’s sessions are sent. */
        Webhook: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description What its owner calls it.
             * @example Training diary
             */
            name: string;
            /**
             * @description Where events are sent.
             * @example https://example.org/hooks/reclimb
             */
            url: string;
            /** @description What it is told of. */
            events: ("session.completed" | "session.deleted" | "session.restored")[];
            /** @description Whether events are sent. Those of a time when it was not are not made up for. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description Since when every attempt has failed; null when the last one succeeded.
             */
            failingSince: string | null;
            /**
             * @description Why the server has disabled it: every attempt failed for days (`failing`), or the endpoint answered 410 (`gone`).
             * @enum {string|null}
             */
            disabledReason: "failing" | "gone" | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
        /** @description What is to be changed; what is absent stays. */
        WebhookPatch: {
            /**
             * Format: uri
             * @description Where events are sent by POST: `https://…`, or `http://…`. Without a user name and password.
             * @example https://example.org/hooks/reclimb
             */
            url?: string;
            /**
             * @description What it is told of.
             * @example [
             *       "session.completed",
             *       "session.deleted"
             *     ]
             */
            events?: ("session.completed" | "session.deleted" | "session.restored")[];
            /**
             * @description What its owner calls it; may be empty.
             * @example Training diary
             */
            name?: string;
            /** @description `true` also puts an end to a disabling by the server. */
            enabled?: boolean;
        };
        /** @description One event on its way to a webhook, or arrived there. */
        WebhookDelivery: {
            /**
             * Format: uuid
             * @description The `webhook-id` of the message: the same in every attempt and redelivery.
             */
            id: string;
            /**
             * @description What it tells of.
             * @enum {string}
             */
            event: "session.completed" | "session.deleted" | "session.restored" | "webhook.test";
            /**
             * Format: uuid
             * @description The session it tells of; null for a test.
             */
            sessionId: string | null;
            /**
             * @description `pending` is tried (again), `delivered` was answered by a 2xx, `failed` was given up.
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed";
            /** @description Attempts so far, since it was made or sent again by hand. */
            attempts: number;
            /** @description The HTTP status of the last answer; null when there was none. */
            responseStatus: number | null;
            /** @description How long the last attempt took, in milliseconds. */
            durationMs: number | null;
            /**
             * @description Why the last attempt failed.
             * @example The endpoint answered 503
             */
            error: string | null;
            /**
             * Format: date-time
             * @description When it happened.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last tried.
             */
            lastAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it is tried again; null when it is not.
             */
            nextAttemptAt: string | null;
        };
        /** @description A page of deliveries. */
        WebhookDeliveryPage: {
            /** @description Newest first. */
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
        };
        SessionPage: {
            /** @description The items of this page. */
            items: components["schemas"]["Session"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
        };
        Session: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description What its owner writes about it; may be empty. */
            description: string;
            /**
             * @description `recording`, then `processing`, then `completed`, or `failed` with a `failureReason`.
             * @enum {string}
             */
            status: "recording" | "processing" | "completed" | "failed";
            /** @description What went wrong, for people; only of a session that failed. */
            failureReason?: string;
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed; ISO 8601 in UTC.
             */
            updatedAt: string;
            /** @description Seconds, from the start to the last frame. */
            duration: number;
            /** @description How many frames there are: numbers 0 … frameCount - 1. */
            frameCount: number;
            /**
             * @description The order and number of the keypoints.
             * @enum {string}
             */
            skeleton: "coco17" | "blazepose33";
            /** @description The pose detector that made the frames. */
            model: string;
            /** @description Width of the recorded picture in pixels. */
            imageWidth: number;
            /** @description Height of the recorded picture in pixels. */
            imageHeight: number;
            /** @description The video; null when there is none, or none that can be played yet. */
            video: components["schemas"]["SessionVideo"] | null;
            /** @description When and why the video that was there went; only then. */
            videoRemoved?: {
                /**
                 * Format: date-time
                 * @description When the video went.
                 */
                at: string;
                /**
                 * @description `video_age`: older than videos are kept; `disk_pressure`: the disk was full; `missing`: its file had disappeared.
                 * @enum {string}
                 */
                reason: "video_age" | "disk_pressure" | "missing";
            };
            /** @description The thumbnail's path on this server; null when there is none. */
            thumbnailUrl: string | null;
            /** @description The key of the video in the media store, never a path of a disk. */
            videoFilePath: string | null;
            /** @description Whose it is. */
            owner: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            };
            /** @description Tags. */
            tags: string[];
            /** @description Whether its owner keeps it at hand. */
            pinned: boolean;
            /**
             * Format: date-time
             * @description When it went to the trash; null when it is not there.
             */
            deletedAt: string | null;
            /** @description Whether it was finished without its client's stop. */
            interrupted: boolean;
        };
        SessionVideo: {
            /** @description Container and codecs. */
            mimeType: string;
            /** @description Size in bytes. */
            sizeBytes: number;
            /** @description Width in pixels. */
            width: number;
            /** @description Height in pixels. */
            height: number;
            /** @description Its path on this server. */
            url: string;
        };
        SessionBulk: {
            /**
             * @description What is done.
             * @enum {string}
             */
            action: "delete" | "restore" | "purge" | "pin" | "unpin";
            /** @description Ids of sessions. */
            ids: string[];
        } | {
            /**
             * @description What is done.
             * @enum {string}
             */
            action: "tag" | "untag";
            /** @description Ids of sessions. */
            ids: string[];
            /** @description What `tag` adds and `untag` takes away. */
            tags: string[];
        };
        SessionBulkResult: {
            /** @description On how many sessions it was carried out. */
            updated: number;
        };
        SessionPatch: {
            /** @description Its name. */
            name?: string;
            /** @description What its owner writes about it; may be empty. */
            description?: string;
            /** @description Tags. */
            tags?: string[];
            /** @description Whether its owner keeps it at hand. */
            pinned?: boolean;
        };
        FramePage: {
            /** @description The items of this page. */
            items: components["schemas"]["Frame"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
        };
        Frame: {
            /** @description The number of the frame, from 0 without gaps. */
            frameNumber: number;
            /** @description Seconds from the start of the session. */
            timestamp: number;
            /** @description The people in the picture; empty when nobody was found. */
            poses: components["schemas"]["Pose"][];
        };
        Pose: {
            /** @description Tells several people apart from frame to frame. */
            id?: number;
            /** @description How sure the detector is, 0…1. */
            score: number;
            /** @description The keypoints in the order of the session’s skeleton. */
            keypoints: components["schemas"]["Keypoint"][];
        };
        /** @description [x, y, score]; x and y as fractions of the picture, score 0…1 */
        Keypoint: (number)[];
        Keyframe: {
            /** @description The number of the frame, from 0 without gaps. */
            frameNumber: number;
            /** @description Seconds from the start of the session. */
            timestamp: number;
            /** @description Its path on this server. */
            url: string;
        };
        Marker: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Seconds from the start of the session. */
            timestamp: number;
            /** @description What is said of the moment; may be empty. */
            label: string;
            /** @description What kind of marker it is. */
            kind: string;
        };
        MarkerCreate: {
            /** @description Seconds from the start of the session. */
            timestamp: number;
            /**
             * @description What is said of the moment; may be empty.
             * @default
             */
            label: string;
            /**
             * @description What kind of marker it is.
             * @default note
             */
            kind: string;
        };
        MarkerPatch: {
            /** @description Seconds from the start of the session. */
            timestamp?: number;
            /** @description What is said of the moment; may be empty. */
            label?: string;
            /** @description What kind of marker it is. */
            kind?: string;
        };
        SessionStatistics: {
            /** @description How well the body was tracked; null when there are no frames. */
            tracking: components["schemas"]["Tracking"] | null;
            /** @description What it weighs. */
            storage: components["schemas"]["SessionStorage"];
        };
        Tracking: {
            /** @description Share of the frames in which somebody was found, 0…1. */
            personShare: number;
            /** @description The longest stretch without anybody; null when somebody was found in every frame. */
            longestGap: {
                /** @description Where it begins, in seconds from the start. */
                from: number;
                /** @description Where it ends, in seconds from the start. */
                to: number;
            } | null;
            /** @description Mean score of the keypoints of each part of the body; null when nobody ever was found. */
            scores: {
                /** @description Mean score of this part of the body, 0…1. */
                head: number | null;
                /** @description Mean score of this part of the body, 0…1. */
                trunk: number | null;
                /** @description Mean score of this part of the body, 0…1. */
                leftArm: number | null;
                /** @description Mean score of this part of the body, 0…1. */
                rightArm: number | null;
                /** @description Mean score of this part of the body, 0…1. */
                leftLeg: number | null;
                /** @description Mean score of this part of the body, 0…1. */
                rightLeg: number | null;
            };
        };
        SessionStorage: {
            /** @description Bytes of the rows of the database. */
            frames: number;
            /** @description Bytes of the video that is served. */
            video: number;
            /** @description Bytes of the upload as it came, while it is kept. */
            upload: number;
            /** @description Bytes of keyframe images and thumbnails. */
            images: number;
        };
        Share: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the link shows the video, or the skeleton alone. */
            includeVideo: boolean;
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; ISO 8601 in UTC. Null: not by itself.
             */
            expiresAt: string;
            /** @description How often it was looked at. */
            viewCount: number;
            /**
             * Format: date-time
             * @description When it was last looked at; null when never.
             */
            lastViewedAt: string | null;
        };
        NewShare: {
            /**
             * @description How long the link works.
             * @default 168
             */
            expiresInHours: number;
            /**
             * @description Whether the link shows the video, or the skeleton alone.
             * @default true
             */
            includeVideo: boolean;
        };
        CreatedShare: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Whether the link shows the video, or the skeleton alone. */
            includeVideo: boolean;
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; ISO 8601 in UTC. Null: not by itself.
             */
            expiresAt: string;
            /** @description How often it was looked at. */
            viewCount: number;
            /**
             * Format: date-time
             * @description When it was last looked at; null when never.
             */
            lastViewedAt: string | null;
            /** @description The secret itself, told this once. */
            token: string;
            /** @description The page that the link opens. */
            url: string;
            /** @description The same page, to be shown within another one. */
            embedUrl: string;
        };
        SharedLink: {
            /** @description The session. */
            session: components["schemas"]["SharedSession"];
            /** @description The markers, by time. */
            markers: components["schemas"]["Marker"][];
            /**
             * Format: date-time
             * @description When it ends; ISO 8601 in UTC. Null: not by itself.
             */
            expiresAt: string;
        };
        SharedSession: {
            /** @description Its name. */
            name: string;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "recording" | "processing" | "completed" | "failed";
            /** @description Seconds, from the start to the last frame. */
            duration: number;
            /** @description How many frames there are: numbers 0 … frameCount - 1. */
            frameCount: number;
            /**
             * @description The order and number of the keypoints.
             * @enum {string}
             */
            skeleton: "coco17" | "blazepose33";
            /** @description Width of the recorded picture in pixels. */
            imageWidth: number;
            /** @description Height of the recorded picture in pixels. */
            imageHeight: number;
            /** @description The video; null when there is none, or none that can be played yet. */
            video: components["schemas"]["SessionVideo"] | null;
        };
        StartRecording: {
            /**
             * Format: uuid
             * @description An id of your own: a repeated start answers the same recording.
             */
            sessionId?: string;
            /** @description Its name. */
            name: string;
            /** @description What its owner writes about it; may be empty. */
            description?: string;
            /**
             * @description The order and number of the keypoints.
             * @enum {string}
             */
            skeleton: "coco17" | "blazepose33";
            /** @description The pose detector that made the frames. */
            model: string;
            /** @description Width of the recorded picture in pixels. */
            imageWidth: number;
            /** @description Height of the recorded picture in pixels. */
            imageHeight: number;
            /** @description What video is going to be sent; absent: none. */
            video?: {
                /** @description Container and codecs. */
                mimeType: string;
                /** @description Width in pixels. */
                width: number;
                /** @description Height in pixels. */
                height: number;
            };
            /** @description Tags. */
            tags?: string[];
        };
        RecordingPosition: {
            /**
             * Format: uuid
             * @description The session's id.
             */
            sessionId: string;
            /** @description The frame that is taken next: all below it are stored for good. */
            nextFrameNumber: number;
            /** @description The byte of the video that is taken next: all below it are stored for good. */
            nextVideoOffset: number;
        };
        FramesStored: {
            /** @description The frame that is taken next: all below it are stored for good. */
            nextFrameNumber: number;
        };
        VideoStored: {
            /** @description The byte of the video that is taken next: all below it are stored for good. */
            nextVideoOffset: number;
        };
        RecordingTotals: {
            /** @description How many frames there are: numbers 0 … frameCount - 1. */
            frameCount: number;
            /** @description Bytes of the video. */
            videoBytes: number;
        };
        AccountExportStatus: {
            /** @description The newest one; null when there was none. */
            export: components["schemas"]["AccountExport"] | null;
        };
        AccountExport: {
            /**
             * @description `running`, `completed`, or `broken` off.
             * @enum {string}
             */
            state: "running" | "completed" | "broken";
            /**
             * Format: date-time
             * @description When it began; null while it has not.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description When it ended; null while it has not.
             */
            endedAt: string | null;
            /** @description How many sessions have been sent. */
            sessionsDone: number;
            /** @description How many there were at the start. */
            sessionsTotal: number;
            /** @description How many bytes have been sent. */
            bytes: number;
        };
        Storage: {
            /** @description How many sessions. */
            sessions: number;
            /** @description How many lie in the trash. */
            trashed: number;
            /** @description How many frames. */
            frames: number;
            /** @description Bytes by what they are. */
            bytes: {
                /** @description Bytes of this kind. */
                videos: number;
                /** @description Bytes of this kind. */
                uploads: number;
                /** @description Bytes of this kind. */
                images: number;
                /** @description Bytes of this kind. */
                poses: number;
            };
            /** @description Bytes that there is room for. */
            freeBytes: number;
            /** @description Size of the database. */
            databaseBytes: number;
            /** @description By whose they are. */
            byUser: {
                /** @description The user. */
                user: {
                    /**
                     * Format: uuid
                     * @description Its id.
                     */
                    id: string;
                    /** @description Its name. */
                    name: string;
                };
                /** @description How many sessions. */
                sessions: number;
                /** @description Size in bytes. */
                bytes: {
                    /** @description Bytes of this kind. */
                    videos: number;
                    /** @description Bytes of this kind. */
                    uploads: number;
                    /** @description Bytes of this kind. */
                    images: number;
                    /** @description Bytes of this kind. */
                    poses: number;
                };
            }[];
            /** @description By how old they are. */
            byAge: {
                /** @description Age from which on, in days. */
                fromDays: number;
                /** @description Age up to which, in days; null for all that is older. */
                toDays: number | null;
                /** @description How many sessions. */
                sessions: number;
                /** @description Size in bytes. */
                bytes: {
                    /** @description Bytes of this kind. */
                    videos: number;
                    /** @description Bytes of this kind. */
                    uploads: number;
                    /** @description Bytes of this kind. */
                    images: number;
                    /** @description Bytes of this kind. */
                    poses: number;
                };
            }[];
            /** @description Day by day. */
            growth: {
                /**
                 * Format: date
                 * @description The day; ISO 8601.
                 */
                day: string;
                /** @description How many sessions. */
                sessions: number;
                /** @description Size in bytes. */
                bytes: {
                    /** @description Bytes of this kind. */
                    videos: number;
                    /** @description Bytes of this kind. */
                    uploads: number;
                    /** @description Bytes of this kind. */
                    images: number;
                    /** @description Bytes of this kind. */
                    poses: number;
                };
                /** @description Bytes that there is room for. */
                freeBytes: number;
            }[];
        };
        MediaReport: {
            /** @description How many files the media store holds. */
            files: number;
            /** @description Files that no row names. */
            orphans: {
                /** @description The items of this page. */
                items: components["schemas"]["OrphanedFile"][];
                /** @description How many in all; the items may be fewer. */
                total: number;
                /** @description Size in bytes. */
                bytes: number;
            };
            /** @description Files that a row names and that are not there. */
            missing: {
                /** @description The items of this page. */
                items: components["schemas"]["MissingFile"][];
                /** @description How many in all; the items may be fewer. */
                total: number;
            };
        };
        OrphanedFile: {
            /** @description The key in the media store. */
            key: string;
            /** @description Size in bytes. */
            sizeBytes: number;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            modifiedAt: string;
        };
        MissingFile: {
            /** @description The key in the media store. */
            key: string;
            /**
             * Format: uuid
             * @description The session's id.
             */
            sessionId: string;
            /** @description The session's name. */
            sessionName: string;
            /** @description Whose it is. */
            owner: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            };
        };
        MediaRepair: {
            /**
             * @description Files that no row names, to be removed.
             * @default []
             */
            orphans: string[];
            /**
             * @description Files that are not there, to be named no longer.
             * @default []
             */
            missing: string[];
        };
        MediaRepairResult: {
            /** @description How many files were removed. */
            removedFiles: number;
            /** @description Their size in bytes. */
            removedBytes: number;
            /** @description How many missing files are not named any more. */
            forgottenFiles: number;
        };
        StoredRetention: {
            /** @description The rules. */
            retention: components["schemas"]["Retention"];
            /**
             * Format: date-time
             * @description When it was last changed; ISO 8601 in UTC.
             */
            updatedAt: string | null;
            /** @description Who changed it last; null when nobody did. */
            updatedBy: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            } | null;
            /**
             * Format: date-time
             * @description When it is done next; null when it is not.
             */
            nextRunAt: string | null;
        };
        Retention: {
            /** @description When the rules are carried out by themselves. */
            schedule: {
                /** @description Whether it is in force. */
                enabled: boolean;
                /** @description The hour of the day, in UTC. */
                hour: number;
            };
            /** @description Sessions that are old. */
            sessions: {
                /** @description Whether it is in force. */
                enabled: boolean;
                /** @description Older than this many days. */
                days: number;
                /** @description Whether pinned sessions are left alone. */
                keepPinned: boolean;
                /** @description Whether sessions with a link that works are left alone. */
                keepShared: boolean;
            };
            /** @description Videos of sessions that are old; their poses stay. */
            videos: {
                /** @description Whether it is in force. */
                enabled: boolean;
                /** @description Older than this many days. */
                days: number;
                /** @description Whether pinned sessions are left alone. */
                keepPinned: boolean;
                /** @description Whether sessions with a link that works are left alone. */
                keepShared: boolean;
            };
            /** @description Sessions in the trash. */
            trash: {
                /** @description Whether it is in force. */
                enabled: boolean;
                /** @description Older than this many days. */
                days: number;
                /** @description Whether pinned sessions are left alone. */
                keepPinned: boolean;
                /** @description Whether sessions with a link that works are left alone. */
                keepShared: boolean;
            };
            /** @description Uploads that are not needed any more. */
            leftovers: {
                /** @description Whether it is in force. */
                enabled: boolean;
                /** @description Older than this many days. */
                days: number;
                /** @description Whether pinned sessions are left alone. */
                keepPinned: boolean;
                /** @description Whether sessions with a link that works are left alone. */
                keepShared: boolean;
            };
            /** @description What goes when the room is scarce. */
            diskPressure: {
                /** @description Whether it is in force. */
                enabled: boolean;
                /** @description Bytes that are to stay free. */
                minFreeBytes: number;
                /** @description Whether pinned sessions are left alone. */
                keepPinned: boolean;
                /** @description Whether sessions with a link that works are left alone. */
                keepShared: boolean;
            };
        };
        CleanupRequest: {
            /**
             * @description Whether it is only told what would be removed.
             * @default true
             */
            dryRun: boolean;
            /** @description Names what was planned; sent back, it says that this is wanted. */
            confirmation?: string;
        };
        CleanupAnswer: {
            /** @description The items of this page. */
            items: components["schemas"]["CleanupItem"][];
            /** @description What it comes to. */
            totals: {
                /** @description How many sessions. */
                sessions: number;
                /** @description Videos. */
                videos: number;
                /** @description Size in bytes. */
                bytes: number;
            };
            /** @description All that there is, to compare with. */
            everything: {
                /** @description How many sessions. */
                sessions: number;
                /** @description Bytes of the video. */
                videoBytes: number;
            };
            /** @description Names what was planned; sent back, it says that this is wanted. */
            confirmation: string | null;
            /** @description The run that carries it out; null after a dry run. */
            run: components["schemas"]["CleanupRun"] | null;
        };
        CleanupItem: {
            /**
             * Format: uuid
             * @description The session's id.
             */
            sessionId: string;
            /** @description The session's name. */
            sessionName: string;
            /** @description Whose it is. */
            owner: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            };
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * @description What is done.
             * @enum {string}
             */
            action: "remove_session" | "remove_video" | "remove_upload";
            /**
             * @description By which rule.
             * @enum {string}
             */
            reason: "session_age" | "video_age" | "trash" | "leftover" | "disk_pressure";
            /** @description Size in bytes. */
            bytes: number;
        };
        CleanupRun: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * @description Who or what started it.
             * @enum {string}
             */
            trigger: "schedule" | "manual";
            /** @description Who started it; null when the schedule did. */
            startedBy: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            } | null;
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "needs_confirmation" | "failed";
            /**
             * Format: date-time
             * @description When it began; null while it has not.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description When it ended; null while it has not.
             */
            endedAt: string | null;
            /** @description The rules. */
            retention: components["schemas"]["Retention"];
            /** @description What was to be removed. */
            planned: {
                /** @description How many sessions. */
                sessions: number;
                /** @description Videos. */
                videos: number;
                /** @description Size in bytes. */
                bytes: number;
            };
            /** @description What was removed. */
            removed: {
                /** @description How many sessions. */
                sessions: number;
                /** @description Videos. */
                videos: number;
                /** @description Size in bytes. */
                bytes: number;
            };
            /** @description How many had changed since they were planned. */
            skipped: number;
            /** @description Names what was planned; sent back, it says that this is wanted. */
            confirmation: string | null;
            /** @description What is to be said about it. */
            message: string | null;
        };
        CleanupRunPage: {
            /** @description The items of this page. */
            items: components["schemas"]["CleanupRun"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
        };
        CleanupDeletionPage: {
            /** @description The items of this page. */
            items: components["schemas"]["CleanupDeletion"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
        };
        CleanupDeletion: {
            /**
             * Format: uuid
             * @description The session's id.
             */
            sessionId: string;
            /** @description The session's name. */
            sessionName: string;
            /** @description Whose it is. */
            owner: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Its name. */
                name: string;
            } | null;
            /**
             * @description What is done.
             * @enum {string}
             */
            action: "remove_session" | "remove_video" | "remove_upload";
            /**
             * @description By which rule.
             * @enum {string}
             */
            reason: "session_age" | "video_age" | "trash" | "leftover" | "disk_pressure";
            /** @description Size in bytes. */
            bytes: number;
            /**
             * Format: date-time
             * @description When it was done.
             */
            at: string;
        };
        Live: {
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "ok";
        };
        Ready: {
            /**
             * @description How it stands.
             * @enum {string}
             */
            status: "ok" | "error";
            /** @description How each part stands. */
            checks: {
                /** @description The database. */
                database: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
                /** @description The media store. */
                media: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
                /** @description The room on the disk. */
                disk: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
                /** @description Down while the server stops: what is under way ends, nothing new is taken */
                server: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
            };
        };
        ServerStatus: {
            /** @description How each part stands. */
            checks: {
                /** @description The database. */
                database: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
                /** @description The media store. */
                media: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
                /** @description The room on the disk. */
                disk: {
                    /**
                     * @description How it stands.
                     * @enum {string}
                     */
                    status: "up" | "down";
                    /** @description What is to be said about it. */
                    message?: string;
                };
            };
            /** @description The background work. */
            queue: {
                /** @description Jobs that wait. */
                waiting: number;
                /** @description Jobs that are being done. */
                running: number;
                /** @description Jobs that were given up. */
                failed: number;
            };
            /** @description Sessions that are being recorded. */
            live: {
                /**
                 * Format: uuid
                 * @description The session's id.
                 */
                sessionId: string;
                /** @description The session's name. */
                sessionName: string;
                /** @description Whose it is. */
                owner: {
                    /**
                     * Format: uuid
                     * @description Its id.
                     */
                    id: string;
                    /** @description Its name. */
                    name: string;
                };
                /**
                 * Format: date-time
                 * @description When it began; null while it has not.
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @description When its client was last heard of.
                 */
                lastActivityAt: string;
                /** @description How many frames there are: numbers 0 … frameCount - 1. */
                frameCount: number;
                /** @description Bytes of the video. */
                videoBytes: number;
            }[];
        };
        PoseModel: {
            /**
             * @description Its name.
             * @enum {string}
             */
            name: "movenet-lightning" | "movenet-thunder";
            /** @description Whether it is here already. */
            available: boolean;
            /** @description Its path on this server. */
            url: string;
        };
        UserQuery: {
            /**
             * @description Most items of a page.
             * @default 50
             */
            limit: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
            /** @description Part of a name or an address. */
            q?: string;
        };
        UserPage: {
            /** @description The items of this page. */
            items: components["schemas"]["User"][];
            /** @description Where the next page begins; null on the last one. */
            nextCursor: string | null;
        };
        User: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The address that the account logs in with. */
            email: string;
            /** @description Its name. */
            name: string;
            /**
             * @description `admin` administers the server, `member` does not.
             * @enum {string}
             */
            role: "admin" | "member";
            /**
             * Format: date-time
             * @description When the account is deleted for good; null when it is not.
             */
            deleteAfter: string | null;
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Since when the account is kept out; null when it is not.
             */
            disabledAt: string | null;
            /**
             * @description Who asked for the deletion; null when nobody did.
             * @enum {string|null}
             */
            deletionBy: "owner" | "administrator" | null;
            /**
             * Format: date-time
             * @description When it was last used; null when never.
             */
            lastSeenAt: string | null;
            /** @description How many sessions the account has. */
            sessionCount: number;
        };
        NewUser: {
            /** @description The address that the account logs in with. */
            email: string;
            /** @description Its name. */
            name: string;
            /**
             * @description `admin` administers the server, `member` does not.
             * @default member
             * @enum {string}
             */
            role: "admin" | "member";
            /** @description Absent: a link is made by which the user chooses one. */
            password?: string;
        };
        CreatedUser: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The address that the account logs in with. */
            email: string;
            /** @description Its name. */
            name: string;
            /**
             * @description `admin` administers the server, `member` does not.
             * @enum {string}
             */
            role: "admin" | "member";
            /**
             * Format: date-time
             * @description When the account is deleted for good; null when it is not.
             */
            deleteAfter: string | null;
            /**
             * Format: date-time
             * @description When it was made; ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Since when the account is kept out; null when it is not.
             */
            disabledAt: string | null;
            /**
             * @description Who asked for the deletion; null when nobody did.
             * @enum {string|null}
             */
            deletionBy: "owner" | "administrator" | null;
            /**
             * Format: date-time
             * @description When it was last used; null when never.
             */
            lastSeenAt: string | null;
            /** @description How many sessions the account has. */
            sessionCount: number;
            /** @description The link by which a password is chosen. */
            resetLink?: components["schemas"]["ResetLink"];
        };
        ResetLink: {
            /** @description The secret of the link, told this once. */
            token: string;
            /**
             * Format: date-time
             * @description When it ends; ISO 8601 in UTC. Null: not by itself.
             */
            expiresAt: string;
        };
        UserPatch: {
            /** @description The address that the account logs in with. */
            email?: string;
            /** @description Its name. */
            name?: string;
            /**
             * @description `admin` administers the server, `member` does not.
             * @enum {string}
             */
            role?: "admin" | "member";
            /** @description Whether the account is kept out. */
            disabled?: boolean;
        };
        AccountDeletion: {
            /** @description The password, in clear. */
            password: string;
        };
        Problem: {
            /** @description Always `about:blank`: `code` says what it is. */
            type: string;
            /** @description What happened, in few words. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What happened this time. */
            detail: string;
            /**
             * @description Why it was refused, one of a closed list.
             * @enum {string}
             */
            code: "validation_failed" | "unauthenticated" | "forbidden" | "not_found" | "conflict" | "gap" | "payload_too_large" | "rate_limited" | "quota_exceeded" | "storage_full" | "unavailable" | "internal";
            /** @description What is wrong with which field; only of `validation_failed`. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The frame that is taken next: all below it are stored for good. */
            nextFrameNumber?: number;
            /** @description The byte of the video that is taken next: all below it are stored for good. */
            nextVideoOffset?: number;
        };
        FieldError: {
            /** @description Where the field is, with dots between the steps. */
            path: string;
            /** @description What is to be said about it. */
            message: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    limits_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How long and how large a recording can be, and how much room the caller has left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionSeconds": 1,
                     *       "sessionBytes": 1,
                     *       "frameBytes": 1,
                     *       "roomBytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RecordingLimits"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the log of administrators' looks into other people's sessions, and of what they changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "at": "2025-06-01T17:30:00.000Z",
                     *           "kind": "sessions_listed",
                     *           "actor": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "subject": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "session": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "detail": "text"
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "keptDays": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit_looks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What administrators looked at or changed of yours, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "at": "2025-06-01T17:30:00.000Z",
                     *           "kind": "sessions_listed",
                     *           "actor": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "subject": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "session": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "detail": "text"
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "keptDays": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the first account is still to be made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "setupRequired": false,
                     *       "registration": "open"
                     *     }
                     */
                    "application/json": components["schemas"]["Setup"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "password": "correct horse"
                 *     }
                 */
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Log in: sets the cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "name": "Blue slab",
                 *       "password": "correct horse"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        responses: {
            /** @description Make an account, and log in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account that is asking */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logins_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All browsers that are logged in to your account, the last used first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "current": false,
                     *         "createdAt": "2025-06-01T17:30:00.000Z",
                     *         "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *         "userAgent": "text",
                     *         "address": "text"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Login"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logins_endOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logins_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logins_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "correct horse",
                 *       "newPassword": "battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logins_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rclmb_8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q",
                 *       "password": "correct horse"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Choose a password by a one-time link, and log in; all earlier logins end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your tokens, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab",
                     *         "scopes": [
                     *           "sessions:read"
                     *         ],
                     *         "createdAt": "2025-06-01T17:30:00.000Z",
                     *         "expiresAt": "2025-06-01T17:30:00.000Z",
                     *         "lastUsedAt": "2025-06-01T17:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Token"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Blue slab",
                 *       "scopes": [
                 *         "sessions:read"
                 *       ],
                 *       "expiresAt": "2025-06-01T17:30:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Make a token; its secret is told this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "scopes": [
                     *         "sessions:read"
                     *       ],
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "expiresAt": "2025-06-01T17:30:00.000Z",
                     *       "lastUsedAt": "2025-06-01T17:30:00.000Z",
                     *       "token": "rclmb_8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "scopes": [
                     *         "sessions:read"
                     *       ],
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "expiresAt": "2025-06-01T17:30:00.000Z",
                     *       "lastUsedAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tokens_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your webhooks, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Training diary",
                     *         "url": "https://example.org/hooks/reclimb",
                     *         "events": [
                     *           "session.completed"
                     *         ],
                     *         "enabled": false,
                     *         "failingSince": "2025-06-01T17:30:00.000Z",
                     *         "disabledReason": "failing",
                     *         "createdAt": "2025-06-01T17:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.org/hooks/reclimb",
                 *       "events": [
                 *         "session.completed",
                 *         "session.deleted"
                 *       ],
                 *       "name": "Training diary"
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Make a webhook */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Training diary",
                     *       "url": "https://example.org/hooks/reclimb",
                     *       "events": [
                     *         "session.completed"
                     *       ],
                     *       "enabled": false,
                     *       "failingSince": "2025-06-01T17:30:00.000Z",
                     *       "disabledReason": "failing",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedWebhook"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed; Quota exceeded */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Training diary",
                     *       "url": "https://example.org/hooks/reclimb",
                     *       "events": [
                     *         "session.completed"
                     *       ],
                     *       "enabled": false,
                     *       "failingSince": "2025-06-01T17:30:00.000Z",
                     *       "disabledReason": "failing",
                     *       "createdAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.org/hooks/reclimb",
                 *       "events": [
                 *         "session.completed",
                 *         "session.deleted"
                 *       ],
                 *       "name": "Training diary",
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Change a webhook; what is absent stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Training diary",
                     *       "url": "https://example.org/hooks/reclimb",
                     *       "events": [
                     *         "session.completed"
                     *       ],
                     *       "enabled": false,
                     *       "failingSince": "2025-06-01T17:30:00.000Z",
                     *       "disabledReason": "failing",
                     *       "createdAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_renewSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make a new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Training diary",
                     *       "url": "https://example.org/hooks/reclimb",
                     *       "events": [
                     *         "session.completed"
                     *       ],
                     *       "enabled": false,
                     *       "failingSince": "2025-06-01T17:30:00.000Z",
                     *       "disabledReason": "failing",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedWebhook"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a test */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "event": "session.completed",
                     *       "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "status": "pending",
                     *       "attempts": 1,
                     *       "responseStatus": 1,
                     *       "durationMs": 1,
                     *       "error": "The endpoint answered 503",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "lastAttemptAt": "2025-06-01T17:30:00.000Z",
                     *       "nextAttemptAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_deliveries: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log: what was sent and how it went, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "event": "session.completed",
                     *           "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "status": "pending",
                     *           "attempts": 1,
                     *           "responseStatus": 1,
                     *           "durationMs": 1,
                     *           "error": "The endpoint answered 503",
                     *           "createdAt": "2025-06-01T17:30:00.000Z",
                     *           "lastAttemptAt": "2025-06-01T17:30:00.000Z",
                     *           "nextAttemptAt": "2025-06-01T17:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks_redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
                /** @description The delivery's id. */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a delivery once more, now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "event": "session.completed",
                     *       "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "status": "pending",
                     *       "attempts": 1,
                     *       "responseStatus": 1,
                     *       "durationMs": 1,
                     *       "error": "The endpoint answered 503",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "lastAttemptAt": "2025-06-01T17:30:00.000Z",
                     *       "nextAttemptAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_list: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Words that the name, the notes or the tags hold, in any order. */
                q?: string;
                /** @description Only sessions that stand so. */
                status?: "recording" | "processing" | "completed" | "failed";
                /** @description Only sessions with this tag. */
                tag?: string;
                /** @description Only sessions that are pinned, or that are not. */
                pinned?: "true" | "false";
                /** @description The trash instead of the library. */
                deleted?: "true" | "false";
                /** @description Where it begins, in seconds from the start. */
                from?: string;
                /** @description Where it ends, in seconds from the start. */
                to?: string;
                /** @description `me`: leaves out what an administrator sees of others. */
                owner?: "me";
                /** @description The order; `-` in front is descending. */
                sort?: "createdAt" | "-createdAt" | "name" | "-name" | "duration" | "-duration";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the library */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "name": "Blue slab",
                     *           "description": "Second try, without the heel hook",
                     *           "status": "recording",
                     *           "failureReason": "The uploaded video is not there any more",
                     *           "createdAt": "2025-06-01T17:30:00.000Z",
                     *           "updatedAt": "2025-06-01T17:30:00.000Z",
                     *           "duration": 60,
                     *           "frameCount": 1800,
                     *           "skeleton": "coco17",
                     *           "model": "movenet-lightning",
                     *           "imageWidth": 640,
                     *           "imageHeight": 480,
                     *           "video": {
                     *             "mimeType": "video/mp4",
                     *             "sizeBytes": 1,
                     *             "width": 640,
                     *             "height": 480,
                     *             "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *           },
                     *           "videoRemoved": {
                     *             "at": "2025-06-01T17:30:00.000Z",
                     *             "reason": "video_age"
                     *           },
                     *           "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *           "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *           "owner": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "tags": [
                     *             "slab",
                     *             "project"
                     *           ],
                     *           "pinned": false,
                     *           "deletedAt": "2025-06-01T17:30:00.000Z",
                     *           "interrupted": false
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recording_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                 *       "name": "Blue slab",
                 *       "description": "Second try, without the heel hook",
                 *       "skeleton": "coco17",
                 *       "model": "movenet-lightning",
                 *       "imageWidth": 640,
                 *       "imageHeight": 480,
                 *       "video": {
                 *         "mimeType": "video/mp4",
                 *         "width": 640,
                 *         "height": 480
                 *       },
                 *       "tags": [
                 *         "slab",
                 *         "project"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["StartRecording"];
            };
        };
        responses: {
            /** @description Start a recording */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "nextFrameNumber": 120,
                     *       "nextVideoOffset": 65536
                     *     }
                     */
                    "application/json": components["schemas"]["RecordingPosition"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed; Quota exceeded */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server has no space left */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_bulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "delete",
                 *       "ids": [
                 *         "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SessionBulk"];
            };
        };
        responses: {
            /** @description One action on many sessions, all or nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "updated": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SessionBulkResult"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_remove: {
        parameters: {
            query?: {
                /** @description Remove at once instead of moving to the trash. */
                permanent?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Blue slab",
                 *       "description": "Second try, without the heel hook",
                 *       "tags": [
                 *         "slab",
                 *         "project"
                 *       ],
                 *       "pinned": false
                 *     }
                 */
                "application/json": components["schemas"]["SessionPatch"];
            };
        };
        responses: {
            /** @description Rename, describe, tag or pin a session; what is absent stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a session back out of the trash */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    frames_read: {
        parameters: {
            query?: {
                /** @description Where it begins, in seconds from the start. */
                from?: number;
                /** @description Where it ends, in seconds from the start. */
                to?: number;
                /** @description Most items of a page. */
                limit?: number;
                /** @description Keeps the frames whose number is a multiple of it. */
                stride?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Frames by time, ascending */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "frameNumber": 1,
                     *           "timestamp": 12.5,
                     *           "poses": [
                     *             {
                     *               "id": 1,
                     *               "score": 0.93,
                     *               "keypoints": [
                     *                 [
                     *                   0.42,
                     *                   0.31,
                     *                   0.97
                     *                 ]
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["FramePage"];
                    "application/x-ndjson": components["schemas"]["FramePage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recording_frames: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "frameNumber": 1,
                 *         "timestamp": 12.5,
                 *         "poses": [
                 *           {
                 *             "id": 1,
                 *             "score": 0.93,
                 *             "keypoints": [
                 *               [
                 *                 0.42,
                 *                 0.31,
                 *                 0.97
                 *               ]
                 *             ]
                 *           }
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["Frame"][];
                "application/x-ndjson": components["schemas"]["Frame"][];
            };
        };
        responses: {
            /** @description Append frames */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nextFrameNumber": 120
                     *     }
                     */
                    "application/json": components["schemas"]["FramesStored"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state; Something before this is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server has no space left */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessionMedia_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The seekable video: byte ranges, ETag, If-None-Match, If-Range, HEAD */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/webm": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recording_video: {
        parameters: {
            query: {
                /** @description Where the bytes begin in the whole video. */
                offset: number;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "video/mp4": string;
                "video/webm": string;
            };
        };
        responses: {
            /** @description Append bytes of the video */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nextVideoOffset": 65536
                     *     }
                     */
                    "application/json": components["schemas"]["VideoStored"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state; Something before this is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server has no space left */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessionMedia_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thumbnail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessionMedia_keyframes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The frames that have a picture, ascending */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "frameNumber": 1,
                     *         "timestamp": 12.5,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Keyframe"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessionMedia_keyframe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
                /** @description The number of the frame, from 0 without gaps. */
                frameNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One frame's picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/webp": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markers_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All markers of a session, by time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "timestamp": 12.5,
                     *         "label": "Crux",
                     *         "kind": "note"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Marker"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markers_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timestamp": 12.5,
                 *       "label": "Crux",
                 *       "kind": "note"
                 *     }
                 */
                "application/json": components["schemas"]["MarkerCreate"];
            };
        };
        responses: {
            /** @description Set a marker */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "timestamp": 12.5,
                     *       "label": "Crux",
                     *       "kind": "note"
                     *     }
                     */
                    "application/json": components["schemas"]["Marker"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markers_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
                /** @description The marker's id. */
                markerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markers_patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
                /** @description The marker's id. */
                markerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timestamp": 12.5,
                 *       "label": "Crux",
                 *       "kind": "note"
                 *     }
                 */
                "application/json": components["schemas"]["MarkerPatch"];
            };
        };
        responses: {
            /** @description Change a marker; what is absent stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "timestamp": 12.5,
                     *       "label": "Crux",
                     *       "kind": "note"
                     *     }
                     */
                    "application/json": components["schemas"]["Marker"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    statistics_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How well the body was tracked, and what the session weighs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tracking": {
                     *         "personShare": 1,
                     *         "longestGap": {
                     *           "from": 1,
                     *           "to": 1
                     *         },
                     *         "scores": {
                     *           "head": 1,
                     *           "trunk": 1,
                     *           "leftArm": 1,
                     *           "rightArm": 1,
                     *           "leftLeg": 1,
                     *           "rightLeg": 1
                     *         }
                     *       },
                     *       "storage": {
                     *         "frames": 1,
                     *         "video": 1,
                     *         "upload": 1,
                     *         "images": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionStatistics"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shares_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The links of a session, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "includeVideo": false,
                     *         "createdAt": "2025-06-01T17:30:00.000Z",
                     *         "expiresAt": "2025-06-01T17:30:00.000Z",
                     *         "viewCount": 1,
                     *         "lastViewedAt": "2025-06-01T17:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Share"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shares_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expiresInHours": 1,
                 *       "includeVideo": true
                 *     }
                 */
                "application/json": components["schemas"]["NewShare"];
            };
        };
        responses: {
            /** @description A link by which the session can be seen without an account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "includeVideo": false,
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "expiresAt": "2025-06-01T17:30:00.000Z",
                     *       "viewCount": 1,
                     *       "lastViewedAt": "2025-06-01T17:30:00.000Z",
                     *       "token": "rclmb_8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q",
                     *       "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video",
                     *       "embedUrl": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedShare"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shares_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
                /** @description The link's id. */
                shareId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shared_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret of the link. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open a shared link */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session": {
                     *         "name": "Blue slab",
                     *         "status": "recording",
                     *         "duration": 60,
                     *         "frameCount": 1800,
                     *         "skeleton": "coco17",
                     *         "imageWidth": 640,
                     *         "imageHeight": 480,
                     *         "video": {
                     *           "mimeType": "video/mp4",
                     *           "sizeBytes": 1,
                     *           "width": 640,
                     *           "height": 480,
                     *           "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *         }
                     *       },
                     *       "markers": [
                     *         {
                     *           "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "timestamp": 12.5,
                     *           "label": "Crux",
                     *           "kind": "note"
                     *         }
                     *       ],
                     *       "expiresAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SharedLink"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shared_readFrames: {
        parameters: {
            query?: {
                /** @description Where it begins, in seconds from the start. */
                from?: number;
                /** @description Where it ends, in seconds from the start. */
                to?: number;
                /** @description Most items of a page. */
                limit?: number;
                /** @description Keeps the frames whose number is a multiple of it. */
                stride?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The secret of the link. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Frames of a shared session, by time, ascending */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "frameNumber": 1,
                     *           "timestamp": 12.5,
                     *           "poses": [
                     *             {
                     *               "id": 1,
                     *               "score": 0.93,
                     *               "keypoints": [
                     *                 [
                     *                   0.42,
                     *                   0.31,
                     *                   0.97
                     *                 ]
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["FramePage"];
                    "application/x-ndjson": components["schemas"]["FramePage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shared_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The secret of the link. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The video of a shared session, when the link includes it: byte ranges, ETag, HEAD */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                    "video/webm": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recording_finish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frameCount": 1800,
                 *       "videoBytes": 1
                 *     }
                 */
                "application/json": components["schemas"]["RecordingTotals"];
            };
        };
        responses: {
            /** @description End the recording */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something before this is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recording_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Try again to finalise a session that failed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    demo_make: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller's demo session: made at the first call, the same one afterwards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_export: {
        parameters: {
            query: {
                /** @description What to write. */
                format: "json" | "ndjson" | "csv" | "csv-long" | "trc" | "openpose" | "deeplabcut" | "coco" | "mcap" | "zip";
                /** @description Who the `trc` is for. */
                dialect?: "pixel" | "kinovea" | "metric";
                /** @description The climber's height in metres: the scale of the metric dialect. */
                stature?: number;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session as a file for other programs, streamed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/json": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/tab-separated-values": string;
                    "application/zip": string;
                    "application/octet-stream": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accountExport_send: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything of yours as one archive, streamed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accountExport_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far your newest export is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "export": {
                     *         "state": "running",
                     *         "startedAt": "2025-06-01T17:30:00.000Z",
                     *         "endedAt": "2025-06-01T17:30:00.000Z",
                     *         "sessionsDone": 1,
                     *         "sessionsTotal": 1,
                     *         "bytes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AccountExportStatus"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessionImport_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/zip": string;
                "multipart/form-data": string;
            };
        };
        responses: {
            /** @description A session from its zip export */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "name": "Blue slab",
                     *       "description": "Second try, without the heel hook",
                     *       "status": "recording",
                     *       "failureReason": "The uploaded video is not there any more",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "duration": 60,
                     *       "frameCount": 1800,
                     *       "skeleton": "coco17",
                     *       "model": "movenet-lightning",
                     *       "imageWidth": 640,
                     *       "imageHeight": 480,
                     *       "video": {
                     *         "mimeType": "video/mp4",
                     *         "sizeBytes": 1,
                     *         "width": 640,
                     *         "height": 480,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       },
                     *       "videoRemoved": {
                     *         "at": "2025-06-01T17:30:00.000Z",
                     *         "reason": "video_age"
                     *       },
                     *       "thumbnailUrl": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail",
                     *       "videoFilePath": "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video-1f2e3d4c.mp4",
                     *       "owner": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "tags": [
                     *         "slab",
                     *         "project"
                     *       ],
                     *       "pinned": false,
                     *       "deletedAt": "2025-06-01T17:30:00.000Z",
                     *       "interrupted": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed; Quota exceeded */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server has no space left */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    storage_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is stored: by user, kind and age, and how it grows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessions": 1,
                     *       "trashed": 1,
                     *       "frames": 1,
                     *       "bytes": {
                     *         "videos": 1,
                     *         "uploads": 1,
                     *         "images": 1,
                     *         "poses": 1
                     *       },
                     *       "freeBytes": 1,
                     *       "databaseBytes": 1,
                     *       "byUser": [
                     *         {
                     *           "user": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "sessions": 1,
                     *           "bytes": {
                     *             "videos": 1,
                     *             "uploads": 1,
                     *             "images": 1,
                     *             "poses": 1
                     *           }
                     *         }
                     *       ],
                     *       "byAge": [
                     *         {
                     *           "fromDays": 1,
                     *           "toDays": 1,
                     *           "sessions": 1,
                     *           "bytes": {
                     *             "videos": 1,
                     *             "uploads": 1,
                     *             "images": 1,
                     *             "poses": 1
                     *           }
                     *         }
                     *       ],
                     *       "growth": [
                     *         {
                     *           "day": "2025-06-01",
                     *           "sessions": 1,
                     *           "bytes": {
                     *             "videos": 1,
                     *             "uploads": 1,
                     *             "images": 1,
                     *             "poses": 1
                     *           },
                     *           "freeBytes": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Storage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mediaReport_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files that no session names, and files that are not there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "files": 1,
                     *       "orphans": {
                     *         "items": [
                     *           {
                     *             "key": "text",
                     *             "sizeBytes": 1,
                     *             "modifiedAt": "2025-06-01T17:30:00.000Z"
                     *           }
                     *         ],
                     *         "total": 1,
                     *         "bytes": 1
                     *       },
                     *       "missing": {
                     *         "items": [
                     *           {
                     *             "key": "text",
                     *             "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "sessionName": "text",
                     *             "owner": {
                     *               "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *               "name": "Blue slab"
                     *             }
                     *           }
                     *         ],
                     *         "total": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MediaReport"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mediaReport_repair: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orphans": [
                 *         "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail.webp"
                 *       ],
                 *       "missing": [
                 *         "sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/thumbnail.webp"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MediaRepair"];
            };
        };
        responses: {
            /** @description Remove orphaned files, and have sessions forget missing ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "removedFiles": 1,
                     *       "removedBytes": 1,
                     *       "forgottenFiles": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MediaRepairResult"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mediaReport_mark: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retention_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is cleaned up when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "retention": {
                     *         "schedule": {
                     *           "enabled": false,
                     *           "hour": 1
                     *         },
                     *         "sessions": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "videos": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "trash": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "leftovers": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "diskPressure": {
                     *           "enabled": false,
                     *           "minFreeBytes": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         }
                     *       },
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedBy": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "nextRunAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRetention"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retention_replace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "schedule": {
                 *         "enabled": false,
                 *         "hour": 1
                 *       },
                 *       "sessions": {
                 *         "enabled": false,
                 *         "days": 1,
                 *         "keepPinned": false,
                 *         "keepShared": false
                 *       },
                 *       "videos": {
                 *         "enabled": false,
                 *         "days": 1,
                 *         "keepPinned": false,
                 *         "keepShared": false
                 *       },
                 *       "trash": {
                 *         "enabled": false,
                 *         "days": 1,
                 *         "keepPinned": false,
                 *         "keepShared": false
                 *       },
                 *       "leftovers": {
                 *         "enabled": false,
                 *         "days": 1,
                 *         "keepPinned": false,
                 *         "keepShared": false
                 *       },
                 *       "diskPressure": {
                 *         "enabled": false,
                 *         "minFreeBytes": 1,
                 *         "keepPinned": false,
                 *         "keepShared": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Retention"];
            };
        };
        responses: {
            /** @description Replace all rules; nothing is removed before the next run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "retention": {
                     *         "schedule": {
                     *           "enabled": false,
                     *           "hour": 1
                     *         },
                     *         "sessions": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "videos": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "trash": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "leftovers": {
                     *           "enabled": false,
                     *           "days": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         },
                     *         "diskPressure": {
                     *           "enabled": false,
                     *           "minFreeBytes": 1,
                     *           "keepPinned": false,
                     *           "keepShared": false
                     *         }
                     *       },
                     *       "updatedAt": "2025-06-01T17:30:00.000Z",
                     *       "updatedBy": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "name": "Blue slab"
                     *       },
                     *       "nextRunAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRetention"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cleanup_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dryRun": true,
                 *       "confirmation": "text"
                 *     }
                 */
                "application/json": components["schemas"]["CleanupRequest"];
            };
        };
        responses: {
            /** @description Carry out the rules now, or with dryRun (the default) only tell what would go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "sessionName": "text",
                     *           "owner": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "createdAt": "2025-06-01T17:30:00.000Z",
                     *           "action": "remove_session",
                     *           "reason": "session_age",
                     *           "bytes": 1
                     *         }
                     *       ],
                     *       "totals": {
                     *         "sessions": 1,
                     *         "videos": 1,
                     *         "bytes": 1
                     *       },
                     *       "everything": {
                     *         "sessions": 1,
                     *         "videoBytes": 1
                     *       },
                     *       "confirmation": "text",
                     *       "run": {
                     *         "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *         "trigger": "schedule",
                     *         "startedBy": {
                     *           "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "name": "Blue slab"
                     *         },
                     *         "status": "queued",
                     *         "startedAt": "2025-06-01T17:30:00.000Z",
                     *         "endedAt": "2025-06-01T17:30:00.000Z",
                     *         "retention": {
                     *           "schedule": {
                     *             "enabled": false,
                     *             "hour": 1
                     *           },
                     *           "sessions": {
                     *             "enabled": false,
                     *             "days": 1,
                     *             "keepPinned": false,
                     *             "keepShared": false
                     *           },
                     *           "videos": {
                     *             "enabled": false,
                     *             "days": 1,
                     *             "keepPinned": false,
                     *             "keepShared": false
                     *           },
                     *           "trash": {
                     *             "enabled": false,
                     *             "days": 1,
                     *             "keepPinned": false,
                     *             "keepShared": false
                     *           },
                     *           "leftovers": {
                     *             "enabled": false,
                     *             "days": 1,
                     *             "keepPinned": false,
                     *             "keepShared": false
                     *           },
                     *           "diskPressure": {
                     *             "enabled": false,
                     *             "minFreeBytes": 1,
                     *             "keepPinned": false,
                     *             "keepShared": false
                     *           }
                     *         },
                     *         "planned": {
                     *           "sessions": 1,
                     *           "videos": 1,
                     *           "bytes": 1
                     *         },
                     *         "removed": {
                     *           "sessions": 1,
                     *           "videos": 1,
                     *           "bytes": 1
                     *         },
                     *         "skipped": 1,
                     *         "confirmation": "text",
                     *         "message": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CleanupAnswer"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cleanup_list: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the runs, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "trigger": "schedule",
                     *           "startedBy": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "status": "queued",
                     *           "startedAt": "2025-06-01T17:30:00.000Z",
                     *           "endedAt": "2025-06-01T17:30:00.000Z",
                     *           "retention": {
                     *             "schedule": {
                     *               "enabled": false,
                     *               "hour": 1
                     *             },
                     *             "sessions": {
                     *               "enabled": false,
                     *               "days": 1,
                     *               "keepPinned": false,
                     *               "keepShared": false
                     *             },
                     *             "videos": {
                     *               "enabled": false,
                     *               "days": 1,
                     *               "keepPinned": false,
                     *               "keepShared": false
                     *             },
                     *             "trash": {
                     *               "enabled": false,
                     *               "days": 1,
                     *               "keepPinned": false,
                     *               "keepShared": false
                     *             },
                     *             "leftovers": {
                     *               "enabled": false,
                     *               "days": 1,
                     *               "keepPinned": false,
                     *               "keepShared": false
                     *             },
                     *             "diskPressure": {
                     *               "enabled": false,
                     *               "minFreeBytes": 1,
                     *               "keepPinned": false,
                     *               "keepShared": false
                     *             }
                     *           },
                     *           "planned": {
                     *             "sessions": 1,
                     *             "videos": 1,
                     *             "bytes": 1
                     *           },
                     *           "removed": {
                     *             "sessions": 1,
                     *             "videos": 1,
                     *             "bytes": 1
                     *           },
                     *           "skipped": 1,
                     *           "confirmation": "text",
                     *           "message": "text"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CleanupRunPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cleanup_deletions: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a run's log: what went, whose, why and when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "sessionName": "text",
                     *           "owner": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "action": "remove_session",
                     *           "reason": "session_age",
                     *           "bytes": 1,
                     *           "at": "2025-06-01T17:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CleanupDeletionPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the process is up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Live"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether database and media store can be used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": {
                     *           "status": "up",
                     *           "message": "text"
                     *         },
                     *         "media": {
                     *           "status": "up",
                     *           "message": "text"
                     *         },
                     *         "disk": {
                     *           "status": "up",
                     *           "message": "text"
                     *         },
                     *         "server": {
                     *           "status": "up",
                     *           "message": "text"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    serverStatus_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Health of database, media store and queue, and the recordings in progress */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checks": {
                     *         "database": {
                     *           "status": "up",
                     *           "message": "text"
                     *         },
                     *         "media": {
                     *           "status": "up",
                     *           "message": "text"
                     *         },
                     *         "disk": {
                     *           "status": "up",
                     *           "message": "text"
                     *         }
                     *       },
                     *       "queue": {
                     *         "waiting": 1,
                     *         "running": 1,
                     *         "failed": 1
                     *       },
                     *       "live": [
                     *         {
                     *           "sessionId": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "sessionName": "text",
                     *           "owner": {
                     *             "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *             "name": "Blue slab"
                     *           },
                     *           "startedAt": "2025-06-01T17:30:00.000Z",
                     *           "lastActivityAt": "2025-06-01T17:30:00.000Z",
                     *           "frameCount": 1800,
                     *           "videoBytes": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerStatus"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics of this server process for Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    models_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pose models, and which are here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "name": "movenet-lightning",
                     *         "available": false,
                     *         "url": "/api/v1/sessions/0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11/video"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PoseModel"][];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users in the order of their addresses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *           "email": "ada@example.org",
                     *           "name": "Blue slab",
                     *           "role": "admin",
                     *           "deleteAfter": "2025-06-01T17:30:00.000Z",
                     *           "createdAt": "2025-06-01T17:30:00.000Z",
                     *           "disabledAt": "2025-06-01T17:30:00.000Z",
                     *           "deletionBy": "owner",
                     *           "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *           "sessionCount": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "name": "Blue slab",
                 *       "role": "admin",
                 *       "password": "correct horse"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Add a user */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "disabledAt": "2025-06-01T17:30:00.000Z",
                     *       "deletionBy": "owner",
                     *       "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *       "sessionCount": 1,
                     *       "resetLink": {
                     *         "token": "rclmb_8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q",
                     *         "expiresAt": "2025-06-01T17:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "disabledAt": "2025-06-01T17:30:00.000Z",
                     *       "deletionBy": "owner",
                     *       "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *       "sessionCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a user with all that they own, after seven days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "disabledAt": "2025-06-01T17:30:00.000Z",
                     *       "deletionBy": "owner",
                     *       "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *       "sessionCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "name": "Blue slab",
                 *       "role": "admin",
                 *       "disabled": false
                 *     }
                 */
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description Change a user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "disabledAt": "2025-06-01T17:30:00.000Z",
                     *       "deletionBy": "owner",
                     *       "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *       "sessionCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a deletion back; their logins and tokens stay ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z",
                     *       "createdAt": "2025-06-01T17:30:00.000Z",
                     *       "disabledAt": "2025-06-01T17:30:00.000Z",
                     *       "deletionBy": "owner",
                     *       "lastSeenAt": "2025-06-01T17:30:00.000Z",
                     *       "sessionCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    users_resetLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link by which the user chooses a new password, once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "rclmb_8nV2kQ7yZ0m4t1xW5c9b3f6h8j2l4p7s0d3g6k9n2q",
                     *       "expiresAt": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ResetLink"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ownAccount_leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse"
                 *     }
                 */
                "application/json": components["schemas"]["AccountDeletion"];
            };
        };
        responses: {
            /** @description Delete your account with all that you recorded, after seven days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0b9c7c5e-5c0a-4f0e-8d3f-2f6d2a0c9b11",
                     *       "email": "ada@example.org",
                     *       "name": "Blue slab",
                     *       "role": "admin",
                     *       "deleteAfter": "2025-06-01T17:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict with the current state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ownAccount_stay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Please log in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available at the moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
