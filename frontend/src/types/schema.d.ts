// Written by `npm run types` from docs/openapi.yaml. Do not edit.

export interface paths {
    "/api/accounts/guest/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look around without an account
         * @description Look around without an account: makes a guest and signs them in. It lives as long as its session.
         */
        post: operations["accounts_guest_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/identity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, if anybody
         * @description Who is signed in, if anybody. Sets the `csrftoken` cookie, whose value unsafe calls send as `X-CSRFToken`.
         */
        get: operations["accounts_identity_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sign in: sets the session's cookie and a new `csrftoken`.
         *
         *     A browser that is signed in already sends its CSRF token; others need none, but may not come from another site.
         */
        post: operations["accounts_login_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Sign out: this session is gone, wherever its cookie is kept.
         */
        post: operations["accounts_logout_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one's own time zone or e-mail address; the latter needs `current_password`
         * @description Change one's own time zone or e-mail address; the latter needs `current_password`.
         */
        patch: operations["accounts_me_partial_update"];
        trace?: never;
    };
    "/api/accounts/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's own password
         * @description Change one's own password. All other sessions end; this one goes on under a new cookie.
         */
        post: operations["accounts_password_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/register/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Make an account. It is not signed in yet.
         *
         *     A username that is taken is `not_available`. An e-mail address that another account holds is accepted like any
         *     other, so that nobody learns who is here; nothing is ever sent to it from the new account.
         */
        post: operations["accounts_register_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/sessions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The browsers in which one is signed in, last used first
         * @description The browsers in which one is signed in, last used first. `last_used_at` is exact to the hour.
         */
        get: operations["accounts_sessions_list"];
        put?: never;
        post?: never;
        /**
         * End all sessions but this one
         * @description End all sessions but this one.
         */
        delete: operations["accounts_sessions_end_others"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/sessions/{public_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session; where it is this one, that is signing out
         * @description End one session; where it is this one, that is signing out.
         */
        delete: operations["accounts_sessions_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/upgrade/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a guest's account a real one, with a name and a password
         * @description Make a guest's account a real one, with a name and a password. Everything in it stays.
         */
        post: operations["accounts_upgrade_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/activities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own activities, a page at a time
         * @description List one's own activities, a page at a time.
         */
        get: operations["activities_list"];
        put?: never;
        /**
         * Add an activity
         * @description Add an activity.
         */
        post: operations["activities_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/activities/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an activity
         * @description Read an activity.
         */
        get: operations["activities_retrieve"];
        /**
         * Replace an activity
         * @description Replace an activity: what is left out gets its default.
         */
        put: operations["activities_update"];
        post?: never;
        /**
         * Delete an activity
         * @description Delete an activity.
         */
        delete: operations["activities_destroy"];
        options?: never;
        head?: never;
        /**
         * Change an activity
         * @description Change an activity: what is left out stays as it is.
         */
        patch: operations["activities_partial_update"];
        trace?: never;
    };
    "/api/fetch-data/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look up the public numbers of accounts, one a platform, without an account here
         * @description Look up the public numbers of accounts, one a platform, without an account here.
         *
         *     Ten times a minute. Answers are up to ten minutes old; nothing is kept beyond that.
         */
        get: operations["fetch_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/{platform}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import an account
         * @description Import an account. Within 20 seconds the answer is the finished job; what takes longer goes on by itself.
         *
         *     The same account again while its import runs joins that import. What is wrong upstream is told with the job.
         */
        post: operations["api_import_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own issues, a page at a time
         * @description List one's own issues, a page at a time.
         */
        get: operations["issues_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an issue
         * @description Read an issue.
         */
        get: operations["issues_retrieve"];
        /**
         * Settle an issue
         * @description Settle an issue: `values` mend its row, without them the row is left out.
         */
        put: operations["issues_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/issues/job/{job_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The issues of one import
         * @description The issues of one import.
         */
        get: operations["issues_of_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own jobs, a page at a time
         * @description List one's own jobs, a page at a time.
         */
        get: operations["jobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a job
         * @description Read a job.
         */
        get: operations["jobs_retrieve"];
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description Cancel: at once what waits (200), at its next page what runs (202). What is committed stays.
         */
        delete: operations["jobs_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/commit/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the rows of a preview into the journal, each matched again
         * @description Put the rows of a preview into the journal, each matched again.
         */
        post: operations["jobs_commit_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/reprocess/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the rows that were mended into the journal
         * @description Put the rows that were mended into the journal.
         */
        post: operations["jobs_reprocess_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/rows/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that had an effect or wait for a person, in their order
         * @description The rows that had an effect or wait for a person, in their order.
         */
        get: operations["jobs_rows_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/undo/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what the import did, but for what was edited since
         * @description Take back what the import did, but for what was edited since. Again: the same answer.
         */
        post: operations["jobs_undo_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own logs, a page at a time
         * @description List one's own logs, a page at a time.
         */
        get: operations["logs_list"];
        put?: never;
        /**
         * Add a log
         * @description Add a log.
         */
        post: operations["logs_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logs/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a log
         * @description Read a log.
         */
        get: operations["logs_retrieve"];
        /**
         * Replace a log
         * @description Replace a log: what is left out gets its default.
         */
        put: operations["logs_update"];
        post?: never;
        /**
         * Delete a log
         * @description Delete a log.
         */
        delete: operations["logs_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a log
         * @description Change a log: what is left out stays as it is.
         */
        patch: operations["logs_partial_update"];
        trace?: never;
    };
    "/api/platforms/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be imported from, what each platform needs and how far back it reaches
         * @description What can be imported from, what each platform needs and how far back it reaches.
         */
        get: operations["platforms_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own profiles, a page at a time
         * @description List one's own profiles, a page at a time.
         */
        get: operations["profiles_list"];
        put?: never;
        /**
         * Add an account
         * @description Add an account. Its platform is asked for it: a name or a key that it refuses is an error at its field.
         *
         *     While the platform does not answer, the account is kept unverified and looked up at its next sync.
         */
        post: operations["profiles_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a profile
         * @description Read a profile.
         */
        get: operations["profiles_retrieve"];
        put?: never;
        post?: never;
        /**
         * Remove an account
         * @description Remove an account. What it brought stays, or goes with `history=remove`.
         *
         *     Then what you edited or hung own attempts on is kept, by name and reason. A long history goes on by itself.
         */
        delete: operations["profiles_destroy"];
        options?: never;
        head?: never;
        /**
         * Rename an account, whose history stays, give it a key or take the key away, pause it or go on
         * @description Rename an account, whose history stays, give it a key or take the key away, pause it or go on.
         */
        patch: operations["profiles_partial_update"];
        trace?: never;
    };
    "/api/profiles/{id}/disconnect/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the token of a connected account back and forget it
         * @description Give the token of a connected account back and forget it. Its history stays.
         *
         *     Where the platform could not be told, it is forgotten here all the same, and `revocation` says so.
         */
        post: operations["profiles_disconnect_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the account's numbers
         * @description Fetch the account's numbers. A failure leaves those there are, with their date.
         */
        post: operations["profiles_refresh_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/sync/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import what is new on an account, everything again, or a span of it
         * @description Import what is new on an account, everything again, or a span of it. Answers as an import does.
         */
        post: operations["profiles_sync_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/connect/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to connect an account
         * @description Begin to connect an account: the answer says where to send the person.
         *
         *     They come back to `/accounts/connect`, whose page posts what it was given to `connect/finish/`: in this session,
         *     within ten minutes, once.
         */
        post: operations["profiles_connect_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/connect/finish/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect the account of whoever agreed
         * @description Connect the account of whoever agreed: it is added (201), or is there already and gets a new key (200).
         */
        post: operations["profiles_connect_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own questions, a page at a time
         * @description List one's own questions, a page at a time.
         */
        get: operations["questions_list"];
        put?: never;
        /**
         * Add a question
         * @description Add a question.
         */
        post: operations["questions_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a question
         * @description Read a question.
         */
        get: operations["questions_retrieve"];
        /**
         * Replace a question
         * @description Replace a question: what is left out gets its default.
         */
        put: operations["questions_update"];
        post?: never;
        /**
         * Delete a question
         * @description Delete a question.
         */
        delete: operations["questions_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a question
         * @description Change a question: what is left out stays as it is.
         */
        patch: operations["questions_partial_update"];
        trace?: never;
    };
    "/api/questions/{question_id}/logs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own logs, a page at a time
         * @description List one's own logs, a page at a time.
         */
        get: operations["questions_logs_list"];
        put?: never;
        /**
         * Add a log
         * @description Add a log.
         */
        post: operations["questions_logs_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{question_id}/logs/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a log
         * @description Read a log.
         */
        get: operations["questions_logs_retrieve"];
        /**
         * Replace a log
         * @description Replace a log: what is left out gets its default.
         */
        put: operations["questions_logs_update"];
        post?: never;
        /**
         * Delete a log
         * @description Delete a log.
         */
        delete: operations["questions_logs_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a log
         * @description Change a log: what is left out stays as it is.
         */
        patch: operations["questions_logs_partial_update"];
        trace?: never;
    };
    "/api/questions/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tag, activate or delete many questions at once
         * @description Tag, activate or delete many questions at once: all of them or, where one cannot be, none.
         */
        post: operations["questions_bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schema/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description of the API, as OpenAPI 3
         * @description This description of the API, as OpenAPI 3.
         */
        get: operations["schema_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staging/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Edit or discard a waiting row; `reprocess` of its job then commits what was mended
         * @description Edit or discard a waiting row; `reprocess` of its job then commits what was mended.
         */
        put: operations["staging_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Totals, streaks and days of one's practice
         * @description Totals, streaks and days of one's practice.
         */
        get: operations["stats_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own tags, a page at a time
         * @description List one's own tags, a page at a time.
         */
        get: operations["tags_list"];
        put?: never;
        /**
         * Add a tag
         * @description Add a tag.
         */
        post: operations["tags_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tag
         * @description Read a tag.
         */
        get: operations["tags_retrieve"];
        /**
         * Replace a tag
         * @description Replace a tag: what is left out gets its default.
         */
        put: operations["tags_update"];
        post?: never;
        /**
         * Delete a tag
         * @description Delete a tag.
         */
        delete: operations["tags_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a tag
         * @description Change a tag: what is left out stays as it is.
         */
        patch: operations["tags_partial_update"];
        trace?: never;
    };
    "/api/tags/{id}/merge/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the questions of this tag under another one, and delete this one
         * @description Put the questions of this tag under another one, and delete this one.
         */
        post: operations["tags_merge_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process lives
         * @description Whether the process lives. Touches neither database nor network.
         */
        get: operations["health_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether work can be done
         * @description Whether work can be done: the database answers, the queue too, and no due task has waited for two minutes.
         */
        get: operations["health_ready_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/import/{platform}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import an account
         * @description Import an account. Within 20 seconds the answer is the finished job; what takes longer goes on by itself.
         *
         *     The same account again while its import runs joins that import. What is wrong upstream is told with the job.
         */
        post: operations["import_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Practice time of one calendar day that belongs to no question. */
        Activity: {
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date
             * @description The day as you count it; new practice was today, by default.
             */
            date?: string;
            readonly external_id: string | null;
            readonly id: number;
            readonly is_estimated: boolean;
            readonly job: number | null;
            /** @description 1 to 1440; only imports bring others. Changed by you, they are no estimate. */
            minutes: number;
            readonly platform: string | null;
            /** @description Where the time went, in your own words; stays as it is on what was imported. */
            service: string;
            /** @default  */
            title: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** @description Practice time of one calendar day that belongs to no question. */
        ActivityRequest: {
            /**
             * Format: date
             * @description The day as you count it; new practice was today, by default.
             */
            date?: string;
            /** @description 1 to 1440; only imports bring others. Changed by you, they are no estimate. */
            minutes: number;
            /** @description Where the time went, in your own words; stays as it is on what was imported. */
            service: string;
            /** @default  */
            title?: string;
        };
        /** @description An attempt, at a question that the address names. */
        Attempt: {
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description A new attempt was made now, by default. A day is its start in your time zone.
             */
            date_attempted?: string;
            readonly id: number;
            readonly job: number | null;
            languages: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome: "Solved" | "Partial" | "Failed";
            readonly platform: string | null;
            readonly question: number;
            readonly question_title: string;
            /** @default  */
            self_notes: string;
            /** @default  */
            solution_approach: string;
            readonly time_is_estimated: boolean;
            time_spent_min: number | null;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** @description An attempt, at a question that the address names. */
        AttemptRequest: {
            /** @description A new attempt was made now, by default. A day is its start in your time zone. */
            date_attempted?: string;
            languages?: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome?: "Solved" | "Partial" | "Failed";
            /** @default  */
            self_notes?: string;
            /** @default  */
            solution_approach?: string;
            time_spent_min?: number | null;
        };
        BulkAnswer: {
            /** @description How many questions are now different, or gone. */
            changed: number;
        };
        /** @description One change to many questions; what is left out stays as it is. */
        BulkChangeRequest: {
            add_tags?: number[];
            /** @description Delete them; nothing else may be asked with it. */
            delete?: boolean;
            /** @enum {string} */
            difficulty?: "Easy" | "Medium" | "Hard";
            ids: number[];
            is_active?: boolean;
            remove_tags?: number[];
        };
        Checks: {
            /** @enum {string} */
            database: "ok" | "unavailable";
            /**
             * Format: double
             * @description How long the oldest due task has waited; null where nobody can tell.
             */
            outbox_lag_seconds: number | null;
            /**
             * @description Behind: due tasks wait for a worker, or for who relays them to the queue.
             * @enum {string}
             */
            queue: "ok" | "behind" | "unavailable";
        };
        Connect: {
            /** @description Where the person agrees; they come back to `/accounts/connect`. */
            url: string;
        };
        /** @description What stood in the address that the person came back to: a `code`, or the `error` where they did not agree. */
        ConnectFinishRequest: {
            code?: string;
            /** @description Such as `access_denied`. */
            error?: string;
            state: string;
        };
        /** @description What to connect: the account of whoever agrees there, or `profile`, if it is theirs. */
        ConnectRequestRequest: {
            /** @description The slug of a platform that has `oauth`. */
            platform: string;
            /**
             * Format: int64
             * @description Attach it to this account of yours.
             */
            profile?: number | null;
        };
        /** @description How the records read so far came out; the outcomes add up to `read`. */
        Counts: {
            duplicate: number;
            ignored: number;
            invalid: number;
            new: number;
            read: number;
            unchanged: number;
            updated: number;
        };
        /** @description What is told of a secret; `state` is empty until the platform has answered to it. */
        Credential: {
            readonly kind: string;
            readonly last4: string;
            readonly set: boolean;
            /** Format: date-time */
            readonly set_at: string | null;
            /** @enum {string} */
            readonly state: "" | "ok" | "rejected";
        };
        Day: {
            activities: number;
            activity_minutes: number;
            attempt_minutes: number;
            attempts: number;
            /** Format: date */
            date: string;
            /** @description Whatever was asked. */
            estimated_activity_minutes: number;
            /** @description Whatever was asked. */
            estimated_attempt_minutes: number;
            /** @description Of attempts and activities; see `estimated`. */
            minutes: number;
            solved: number;
        };
        DifficultyShare: {
            /** @enum {string|null} */
            difficulty: "Easy" | "Medium" | "Hard" | null;
            questions: number;
            solved: number;
        };
        /** @description The account without its token. */
        Disconnected: {
            readonly by_difficulty: {
                [key: string]: number;
            } | null;
            /** Format: date-time */
            readonly created_at: string;
            readonly credential: components["schemas"]["Credential"];
            readonly id: number;
            readonly is_paused: boolean;
            readonly last_error: components["schemas"]["LastError"] | null;
            /** Format: date-time */
            readonly last_synced_at: string | null;
            readonly platform: string;
            readonly platform_user_id: string;
            readonly problems_solved: number | null;
            readonly rank: string;
            readonly rating: number | null;
            readonly raw_stats: {
                [key: string]: unknown;
            } | null;
            readonly removal: components["schemas"]["Removed"] | null;
            readonly revocation: components["schemas"]["Revocation"];
            /** Format: date-time */
            readonly stale_since: string | null;
            /** Format: date-time */
            readonly stats_at: string | null;
            readonly status: components["schemas"]["Status"];
            /** Format: date-time */
            readonly updated_at: string;
            readonly username: string;
            /** Format: date-time */
            readonly verified_at: string | null;
        };
        /** @description What every answer but a success looks like. */
        Error: {
            errors: components["schemas"]["ErrorDetail"][];
            /** @enum {string} */
            type: "validation_error" | "client_error" | "server_error";
        };
        ErrorDetail: {
            /** @description The input that it is about. */
            attr: string | null;
            /** @description For programs. */
            code: string;
            /** @description For people. */
            detail: string;
        };
        Event: {
            /** Format: date-time */
            at: string;
            detail: string;
            kind: string;
        };
        GuestRequest: {
            /** @default UTC */
            time_zone?: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        Identity: {
            readonly authenticated: boolean;
            readonly user: components["schemas"]["SignedIn"] | null;
        };
        /** @description What to import. The name's own rules are the platform's, see `GET /api/platforms/`. */
        ImportRequestRequest: {
            /**
             * @description Also bring what you deleted of this platform before.
             * @default false
             */
            bring_back?: boolean;
            /**
             * @description Also ask for difficulty and tags, which may cost a call a problem.
             * @default false
             */
            details?: boolean;
            /**
             * @description Only say what would happen; `commit` makes it real.
             * @default false
             */
            preview?: boolean;
            /** @description The account on the platform. */
            username: string;
        };
        Issue: {
            readonly code: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly detail: string;
            readonly field: string;
            readonly id: number;
            readonly job: number;
            readonly platform: string;
            readonly record_type: string;
            readonly resolution: string;
            /** Format: date-time */
            readonly resolved_at: string | null;
            readonly row: components["schemas"]["Row"];
            /** @description The values that its row can have, by name. */
            readonly row_fields: string[];
            /** @enum {string} */
            readonly state: "open" | "resolved";
        };
        /** @description Settle an issue: with `values` the row is mended, without it is left out. */
        IssueChangeRequest: {
            /** @enum {string} */
            state: "resolved";
            values?: {
                [key: string]: unknown;
            };
        };
        Job: {
            readonly attempts: number;
            readonly cancel_requested: boolean;
            readonly counts: components["schemas"]["Counts"];
            /** Format: date-time */
            readonly created_at: string;
            readonly error: components["schemas"]["JobError"] | null;
            readonly events: components["schemas"]["Event"][];
            readonly filename: string;
            /** Format: date-time */
            readonly finished_at: string | null;
            readonly id: number;
            /** @enum {string} */
            readonly kind: "platform" | "file";
            /** Format: date-time */
            readonly not_before: string | null;
            readonly open_issues: number;
            readonly platform: string;
            readonly preview: boolean;
            readonly profile: number | null;
            readonly record_type: string;
            /** Format: date-time */
            readonly started_at: string | null;
            /** @enum {string} */
            readonly state: "queued" | "running" | "completed" | "needs_review" | "previewed" | "failed" | "cancelled";
            /** @description Whether it keeps a profile in sync. */
            readonly sync: boolean;
            readonly total: number | null;
            readonly undo: components["schemas"]["Undo"] | null;
            readonly username: string;
        };
        JobError: {
            code: string;
            detail: string;
            /** Format: date-time */
            retry_at: string | null;
        };
        /** @description An error with the job that tells what was done before it, where a job was made. */
        JobErrorAnswer: {
            errors: components["schemas"]["ErrorDetail"][];
            job?: components["schemas"]["Job"];
            /** @enum {string} */
            type: "validation_error" | "client_error" | "server_error";
        };
        Kept: {
            /** @enum {string} */
            reason: "edited" | "own_attempts" | "later_import";
            title: string;
        };
        KeptHistory: {
            /** @enum {string} */
            reason: "edited" | "own_attempts" | "other_account";
            title: string;
        };
        KeptMine: {
            field: string;
            mine: unknown;
            theirs: unknown;
        };
        LastError: {
            /** Format: date-time */
            at: string;
            code: string;
            detail: string;
        };
        /** @description The last good sync and what it brought. */
        LastSync: {
            /** Format: date-time */
            at: string;
            duplicate: number;
            ignored: number;
            invalid: number;
            job: number | null;
            new: number;
            read: number;
            unchanged: number;
            updated: number;
        };
        /** @description An attempt, at a question that the body names. */
        Log: {
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description A new attempt was made now, by default. A day is its start in your time zone.
             */
            date_attempted?: string;
            readonly id: number;
            readonly job: number | null;
            languages: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome: "Solved" | "Partial" | "Failed";
            readonly platform: string | null;
            /** Format: int64 */
            question: number;
            readonly question_title: string;
            /** @default  */
            self_notes: string;
            /** @default  */
            solution_approach: string;
            readonly time_is_estimated: boolean;
            time_spent_min: number | null;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** @description An attempt, at a question that the body names. */
        LogRequest: {
            /** @description A new attempt was made now, by default. A day is its start in your time zone. */
            date_attempted?: string;
            languages?: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome?: "Solved" | "Partial" | "Failed";
            /** Format: int64 */
            question: number;
            /** @default  */
            self_notes?: string;
            /** @default  */
            solution_approach?: string;
            time_spent_min?: number | null;
        };
        /** @description An attempt, at a question that the address names. */
        LogUpdateRequest: {
            /** @description A new attempt was made now, by default. A day is its start in your time zone. */
            date_attempted?: string;
            languages?: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome?: "Solved" | "Partial" | "Failed";
            /**
             * Format: int64
             * @description Moves an attempt that was not imported.
             */
            question?: number;
            /** @default  */
            self_notes?: string;
            /** @default  */
            solution_approach?: string;
            time_spent_min?: number | null;
        };
        /** @description An account's public numbers, or `error`: why this platform has none to tell. */
        Lookup: {
            by_difficulty: {
                [key: string]: number;
            } | null;
            error: components["schemas"]["LookupError"] | null;
            /** Format: date-time */
            fetched_at: string | null;
            problems_solved: number | null;
            rank: string;
            rating: number | null;
            username: string;
        };
        LookupError: {
            code: string;
            detail: string;
        };
        /** @description What was asked for, by platform; one that fails leaves the others as they are. */
        Lookups: {
            atcoder?: components["schemas"]["Lookup"];
            codechef?: components["schemas"]["Lookup"];
            codeforces?: components["schemas"]["Lookup"];
            codewars?: components["schemas"]["Lookup"];
            exercism?: components["schemas"]["Lookup"];
            github?: components["schemas"]["Lookup"];
            hackerrank?: components["schemas"]["Lookup"];
            kattis?: components["schemas"]["Lookup"];
            leetcode?: components["schemas"]["Lookup"];
            sample?: components["schemas"]["Lookup"];
            wakatime?: components["schemas"]["Lookup"];
        };
        PaginatedActivityList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Activity"][];
        };
        PaginatedAttemptList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Attempt"][];
        };
        PaginatedIssueList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Issue"][];
            totals: {
                /** @example 1 */
                open: number;
                /** @example 0 */
                resolved: number;
            };
        };
        PaginatedJobList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Job"][];
        };
        PaginatedLogList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Log"][];
        };
        PaginatedProfileList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Profile"][];
        };
        PaginatedQuestionList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Question"][];
        };
        PaginatedRowList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Row"][];
        };
        PaginatedSessionList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Session"][];
        };
        PaginatedTagList: {
            /** @example 1 */
            count: number;
            /**
             * Format: uri
             * @example null
             */
            next: string | null;
            /**
             * Format: uri
             * @example null
             */
            previous: string | null;
            results: components["schemas"]["Tag"][];
        };
        PasswordChangeRequest: {
            current_password: string;
            new_password: string;
        };
        /** @description Practice time of one calendar day that belongs to no question. */
        PatchedActivityRequest: {
            /**
             * Format: date
             * @description The day as you count it; new practice was today, by default.
             */
            date?: string;
            /** @description 1 to 1440; only imports bring others. Changed by you, they are no estimate. */
            minutes?: number;
            /** @description Where the time went, in your own words; stays as it is on what was imported. */
            service?: string;
            /** @default  */
            title?: string;
        };
        /** @description An attempt, at a question that the address names. */
        PatchedAttemptRequest: {
            /** @description A new attempt was made now, by default. A day is its start in your time zone. */
            date_attempted?: string;
            languages?: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome?: "Solved" | "Partial" | "Failed";
            /** @default  */
            self_notes?: string;
            /** @default  */
            solution_approach?: string;
            time_spent_min?: number | null;
        };
        /** @description An attempt, at a question that the address names. */
        PatchedLogUpdateRequest: {
            /** @description A new attempt was made now, by default. A day is its start in your time zone. */
            date_attempted?: string;
            languages?: string[];
            /**
             * @default Solved
             * @enum {string}
             */
            outcome?: "Solved" | "Partial" | "Failed";
            /**
             * Format: int64
             * @description Moves an attempt that was not imported.
             */
            question?: number;
            /** @default  */
            self_notes?: string;
            /** @default  */
            solution_approach?: string;
            time_spent_min?: number | null;
        };
        /** @description What is left out stays as it is; a `credential` of null is taken away. */
        PatchedProfileChangeRequest: {
            /** @description Your own token, cookie or key of the platform. It is kept encrypted and never shown again. */
            credential?: string | null;
            /** @description Whether it is left out of syncs. */
            is_paused?: boolean;
            /** @description Its name on the platform now. */
            username?: string;
        };
        /** @description What a person may change about themselves; what is left out stays. */
        PatchedProfileRequest: {
            /** @description Needed to change the e-mail address. */
            current_password?: string;
            email?: (string) | null;
            time_zone?: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        PatchedQuestionRequest: {
            /** @default  */
            content?: string;
            /** @enum {string|null} */
            difficulty?: "Easy" | "Medium" | "Hard" | null;
            /** @default true */
            is_active?: boolean;
            /** @default  */
            source?: string;
            tag_ids?: number[];
            title?: string;
            url?: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        PatchedTagRequest: {
            /** @default  */
            description?: string;
            name?: string;
        };
        /** @description What a platform needs (a name, a secret, a connection), what it yields, how far back, and how it is asked. */
        Platform: {
            /** @description Whether it can be asked, or is switched off here. */
            readonly available: boolean;
            credential: components["schemas"]["PlatformCredential"] | null;
            /** @description Why only files can be imported; empty where it can be asked. */
            csv_only: string;
            file_formats: string[];
            has_details: boolean;
            homepage: string;
            /**
             * Format: double
             * @description Seconds between two calls.
             */
            min_interval: number;
            name: string;
            nominal_minutes: number;
            /** @description What is wrong with it at the moment, for people. */
            readonly notice: string;
            readonly oauth: components["schemas"]["PlatformOAuth"] | null;
            offline: boolean;
            /** @enum {string} */
            paced_by: "host" | "credential";
            /** @description Pages after which a list counts as endless. */
            page_limit: number;
            /** @description Records that a call brings at most. */
            page_size: number;
            reach: string;
            /** @enum {string} */
            record_type: "solve" | "activity";
            slug: string;
            username_help: string;
            /** @description The most characters of a name. */
            username_max: number;
            yields: ("solves" | "practice" | "statistics")[];
        };
        /** @description A secret of the user's own, which is given to a profile. */
        PlatformCredential: {
            help: string;
            /** @enum {string} */
            kind: "token" | "cookie" | "api_key";
            label: string;
            /** @description What it adds; empty where nothing can be read without it. */
            reach: string;
            required: boolean;
            /** @description The page where one gets it. */
            url: string;
        };
        PlatformOAuth: {
            /** @description Whether this installation has an app on the platform, so that one can connect. */
            readonly configured: boolean;
            help: string;
        };
        PlatformShare: {
            platform: string | null;
            questions: number;
            solved: number;
        };
        /** @description An account. `status` has to be set on each row, see `status.status_of`. */
        Profile: {
            readonly by_difficulty: {
                [key: string]: number;
            } | null;
            /** Format: date-time */
            readonly created_at: string;
            readonly credential: components["schemas"]["Credential"];
            readonly id: number;
            readonly is_paused: boolean;
            readonly last_error: components["schemas"]["LastError"] | null;
            /** Format: date-time */
            readonly last_synced_at: string | null;
            readonly platform: string;
            readonly platform_user_id: string;
            readonly problems_solved: number | null;
            readonly rank: string;
            readonly rating: number | null;
            readonly raw_stats: {
                [key: string]: unknown;
            } | null;
            readonly removal: components["schemas"]["Removed"] | null;
            /** Format: date-time */
            readonly stale_since: string | null;
            /** Format: date-time */
            readonly stats_at: string | null;
            readonly status: components["schemas"]["Status"];
            /** Format: date-time */
            readonly updated_at: string;
            readonly username: string;
            /** Format: date-time */
            readonly verified_at: string | null;
        };
        /** @description An error with the account as it stands now. */
        ProfileError: {
            errors: components["schemas"]["ErrorDetail"][];
            profile?: components["schemas"]["Profile"];
            /** @enum {string} */
            type: "validation_error" | "client_error" | "server_error";
        };
        /** @description The account to add. What its platform needs is in `GET /api/platforms/`. */
        ProfileRequestRequest: {
            /** @description Your own token, cookie or key of the platform. It is kept encrypted and never shown again. */
            credential?: string | null;
            /** @description The slug of the platform. */
            platform: string;
            /** @description The account on the platform. */
            username: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        Question: {
            readonly attempts_count: number;
            /** @default  */
            content: string;
            /** Format: date-time */
            readonly created_at: string;
            /** @enum {string|null} */
            difficulty: "Easy" | "Medium" | "Hard" | null;
            readonly external_id: string | null;
            readonly id: number;
            /** @default true */
            is_active: boolean;
            /** Format: date-time */
            readonly last_attempted_at: string | null;
            readonly platform: string | null;
            readonly slug: string;
            readonly solved_count: number;
            /** @default  */
            source: string;
            readonly tags: components["schemas"]["TagRef"][];
            title: string;
            /** Format: date-time */
            readonly updated_at: string;
            url: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        QuestionRequest: {
            /** @default  */
            content?: string;
            /** @enum {string|null} */
            difficulty?: "Easy" | "Medium" | "Hard" | null;
            /** @default true */
            is_active?: boolean;
            /** @default  */
            source?: string;
            tag_ids?: number[];
            title: string;
            url?: string;
        };
        Readiness: {
            checks: components["schemas"]["Checks"];
            /** @enum {string} */
            status: "ok" | "unavailable";
        };
        /** @description The platform's own total of what was solved, what of it is here, and where the rest is. */
        Reconciliation: {
            here: number;
            text: string;
            told: number;
        };
        RegisterRequest: {
            email?: (string) | null;
            password: string;
            /** @default UTC */
            time_zone?: string;
            username: string;
        };
        /** @description What was removed with an account, and what of its history was kept; of very many, the first are named. */
        Removed: {
            activities: number;
            attempts: number;
            kept: components["schemas"]["KeptHistory"][];
            kept_count: number;
            questions: number;
        };
        /** @description Whether the platform took its token back. If not, why in words, and where a person does it by hand. */
        Revocation: {
            detail: string;
            done: boolean;
            url: string;
        };
        Row: {
            readonly effects: {
                [key: string]: unknown;
            };
            readonly id: number;
            readonly job: number;
            readonly kept_mine: components["schemas"]["KeptMine"][];
            readonly number: number;
            /** @enum {string} */
            readonly outcome: "new" | "updated" | "unchanged" | "duplicate" | "ignored" | "invalid";
            readonly raw: unknown;
            /** @enum {string} */
            readonly state: "waiting" | "committed" | "discarded" | "undone";
            readonly values: {
                [key: string]: unknown;
            };
        };
        /** @description Either new values, which complete those the row has, or `"state": "discarded"` to leave the row out. */
        RowChangeRequest: {
            /** @enum {string} */
            state?: "discarded";
            values?: {
                [key: string]: unknown;
            };
        };
        ServiceShare: {
            activities: number;
            /** @description Whatever was asked. */
            estimated_minutes: number;
            /** @description See `estimated`. */
            minutes: number;
            service: string;
        };
        Session: {
            /** Format: date-time */
            readonly created_at: string;
            readonly current: boolean;
            /** Format: uuid */
            readonly id: string;
            /** Format: date-time */
            readonly last_used_at: string | null;
            readonly user_agent: string;
        };
        SignedIn: {
            /** Format: email */
            readonly email: string | null;
            readonly id: number;
            readonly is_guest: boolean;
            readonly time_zone: string;
            readonly username: string;
        };
        SignInRequest: {
            password: string;
            username: string;
        };
        /** @description Days are in the person's time zone; idle days are left out. `untouched`: active questions, longest ago first. */
        Statistics: {
            by_difficulty: components["schemas"]["DifficultyShare"][];
            by_platform: components["schemas"]["PlatformShare"][];
            /** @description Activities, most minutes first; at most 20. */
            by_service: components["schemas"]["ServiceShare"][];
            by_tag: components["schemas"]["TagShare"][];
            days: components["schemas"]["Day"][];
            /** Format: date */
            since: string;
            streak: components["schemas"]["Streak"];
            totals: components["schemas"]["Totals"];
            /** Format: date */
            until: string;
            untouched: components["schemas"]["Untouched"][];
        };
        /** @description How an account stands, in words, and what mends it. */
        Status: {
            /** @enum {string} */
            action: "set_credential" | "rename" | "retry" | "wait" | "none";
            last_sync: components["schemas"]["LastSync"] | null;
            /** Format: date-time */
            next_sync_at: string | null;
            next_sync_reason: string;
            reach: string;
            reconciliation: components["schemas"]["Reconciliation"] | null;
            /** @enum {string} */
            state: "ok" | "syncing" | "waiting" | "needs_credential" | "not_found" | "failing" | "unverified" | "paused" | "platform_off" | "never_synced" | "removing";
            text: string;
        };
        /**
         * @description Days in a row with any practice: an attempt, however it went, or an activity of a minute or more.
         *
         *     A streak that reached yesterday still stands: today is not over.
         */
        Streak: {
            current: number;
            /** Format: date */
            last_active: string | null;
            longest: number;
        };
        /** @description How much to read: what is new, or everything with `full`, or a span. A day is one of the user's time zone. */
        SyncRequestRequest: {
            /**
             * @description Read everything that the platform shows.
             * @default false
             */
            full?: boolean;
            /** @description Read again from here on. */
            since?: string;
            /** @description Read again up to here. */
            until?: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        Tag: {
            /** Format: date-time */
            readonly created_at: string;
            /** @default  */
            description: string;
            readonly id: number;
            name: string;
            readonly questions_count: number;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        TagMergeRequest: {
            /**
             * Format: int64
             * @description The id of the tag that stays.
             */
            into: number;
        };
        TagRef: {
            readonly id: number;
            readonly name: string;
        };
        /**
         * @description For serializers of bodies: a name that is not known is an error, not something to overlook.
         *
         *     What is read-only may be sent back, so that what was read can be sent again, and is passed over.
         */
        TagRequest: {
            /** @default  */
            description?: string;
            name: string;
        };
        TagShare: {
            readonly id: number;
            readonly name: string;
            questions: number;
            solved: number;
        };
        Totals: {
            /** @description Days with any practice. */
            active_days: number;
            /** @description Activities of a minute or more. */
            activities: number;
            /** @description Those of `minutes` that went into activities. */
            activity_minutes: number;
            /** @description Those of `minutes` that went into attempts. */
            attempt_minutes: number;
            attempts: number;
            /** @description Of both, whatever was asked. */
            estimated_minutes: number;
            /** @description Of attempts and activities; see `estimated`. */
            minutes: number;
            questions: number;
            /** @description Of both, whatever was asked. */
            reported_minutes: number;
            /** @description Attempts that solved their question. */
            solved: number;
            solved_questions: number;
        };
        /** @description What an undo took back, counted in rows, and what it left, by name and reason. */
        Undo: {
            kept: components["schemas"]["Kept"][];
            removed: number;
            restored: number;
            /** @enum {string} */
            state: "running" | "done";
        };
        Untouched: {
            /** @enum {string|null} */
            difficulty: "Easy" | "Medium" | "Hard" | null;
            id: number;
            /** Format: date-time */
            last_attempted_at: string;
            title: string;
        };
        UpgradeRequest: {
            email?: (string) | null;
            password: string;
            username: string;
        };
        User: {
            /** Format: email */
            readonly email: string | null;
            readonly id: number;
            readonly time_zone: string;
            readonly username: string;
        };
    };
    responses: {
        /** @description Something given is not valid; `attr` names it. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "validation_error",
                 *       "errors": [
                 *         {
                 *           "code": "invalid",
                 *           "detail": "A valid integer is required.",
                 *           "attr": "page"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Nobody is signed in, the CSRF token is missing, or this is not allowed to the person who is. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "client_error",
                 *       "errors": [
                 *         {
                 *           "code": "not_authenticated",
                 *           "detail": "Authentication credentials were not provided.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such thing, or none that is yours. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "client_error",
                 *       "errors": [
                 *         {
                 *           "code": "not_found",
                 *           "detail": "Not found.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A defect on our side, named by the request's id. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "server_error",
                 *       "errors": [
                 *         {
                 *           "code": "error",
                 *           "detail": "Something went wrong.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "client_error",
                 *       "errors": [
                 *         {
                 *           "code": "request_too_large",
                 *           "detail": "The body may have 1048576 bytes at most.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The bearer token is not valid. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "client_error",
                 *       "errors": [
                 *         {
                 *           "code": "invalid_token",
                 *           "detail": "This token is not valid.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Not available right now; `Retry-After` says when to come back. */
        Unavailable: {
            headers: {
                /** @description In seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "server_error",
                 *       "errors": [
                 *         {
                 *           "code": "service_unavailable",
                 *           "detail": "The service is not available right now. Try again shortly.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not in a format that is read here. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "client_error",
                 *       "errors": [
                 *         {
                 *           "code": "unsupported_media_type",
                 *           "detail": "Unsupported media type \"text/plain\" in request.",
                 *           "attr": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    accounts_guest_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["GuestRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_identity_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_login_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description Unknown name, wrong password or disabled account: all the same. Or a field is missing. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_logout_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_me_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedProfileRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_password_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChangeRequest"];
            };
        };
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_register_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_sessions_list: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedSessionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_sessions_end_others: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_sessions_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which session. */
                public_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    accounts_upgrade_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpgradeRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    activities_list: {
        parameters: {
            query?: {
                /** @description Whether the minutes are only an estimate. */
                estimated?: boolean;
                /** @description The import that brought it. */
                job?: number;
                /** @description By default -date. Rows without a value come last either way. */
                ordering?: "date" | "-date" | "minutes" | "-minutes";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where it was imported from; none: noted by yourself. */
                platform?: "codewars" | "codeforces" | "atcoder" | "exercism" | "leetcode" | "hackerrank" | "codechef" | "github" | "kattis" | "wakatime" | "sample" | "none";
                /** @description Part of the title or service, ignoring case. */
                search?: string;
                /** @description The whole service, ignoring case. */
                service?: string;
                /** @description From that day on. A day (YYYY-MM-DD). */
                since?: string;
                /** @description Up to and with that day. A day (YYYY-MM-DD). */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedActivityList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    activities_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    activities_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which activity. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    activities_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which activity. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    activities_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which activity. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    activities_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which activity. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedActivityRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    fetch_data: {
        parameters: {
            query?: {
                /** @description An account on AtCoder. */
                atcoder?: string;
                /** @description An account on CodeChef. */
                codechef?: string;
                /** @description An account on Codeforces. */
                codeforces?: string;
                /** @description An account on Codewars. */
                codewars?: string;
                /** @description An account on Exercism. */
                exercism?: string;
                /** @description An account on GitHub. */
                github?: string;
                /** @description An account on HackerRank. */
                hackerrank?: string;
                /** @description An account on Kattis. */
                kattis?: string;
                /** @description An account on LeetCode. */
                leetcode?: string;
                /** @description An account on Sample. */
                sample?: string;
                /** @description An account on WakaTime. */
                wakatime?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lookups"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    api_import_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which platform. */
                platform: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequestRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Something given is not valid; `attr` names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            /** @description Not available right now; `Retry-After` says when to come back. */
            503: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            /** @description The platform took too long. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
        };
    };
    issues_list: {
        parameters: {
            query?: {
                /** @description What is wrong. */
                code?: string;
                /** @description The import that it belongs to. */
                job?: number;
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where it stands. */
                state?: "open" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedIssueList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    issues_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which issue. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    issues_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which issue. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueChangeRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    issues_of_job: {
        parameters: {
            query?: {
                /** @description What is wrong. */
                code?: string;
                /** @description The import that it belongs to. */
                job?: number;
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where it stands. */
                state?: "open" | "resolved";
            };
            header?: never;
            path: {
                /** @description Which job. */
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedIssueList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_list: {
        parameters: {
            query?: {
                /** @description Where it came from. */
                kind?: "platform" | "file";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description The slug of its platform. */
                platform?: string;
                /** @description The profile whose account it read. */
                profile?: number;
                /** @description Where it stands. */
                state?: "queued" | "running" | "completed" | "needs_review" | "previewed" | "failed" | "cancelled";
                /** @description Whether it keeps a profile in sync. */
                sync?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedJobList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_commit_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_reprocess_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_rows_list: {
        parameters: {
            query?: {
                /** @description How it came out. */
                outcome?: "new" | "updated" | "unchanged" | "duplicate" | "ignored" | "invalid";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where it stands. */
                state?: "waiting" | "committed" | "discarded" | "undone";
            };
            header?: never;
            path: {
                /** @description Which job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedRowList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    jobs_undo_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logs_list: {
        parameters: {
            query?: {
                /** @description The import that brought it. */
                job?: number;
                /** @description By default -date_attempted. Rows without a value come last either way. */
                ordering?: "date_attempted" | "-date_attempted";
                /** @description How it went. */
                outcome?: "Solved" | "Partial" | "Failed";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where the attempt was imported from; none: noted by yourself. */
                platform?: "codewars" | "codeforces" | "atcoder" | "exercism" | "leetcode" | "hackerrank" | "codechef" | "github" | "kattis" | "wakatime" | "sample" | "none";
                /** @description The id of one of your questions. */
                question?: number;
                /** @description Attempted from then on. A moment in ISO 8601, or a day in your time zone. */
                since?: string;
                /** @description Attempted up to then. A moment in ISO 8601, or a day in your time zone. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedLogList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logs_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Log"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logs_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Log"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logs_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogUpdateRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Log"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logs_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logs_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedLogUpdateRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Log"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    platforms_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Platform"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_list: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description The slug of its platform. */
                platform?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedProfileList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileRequestRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which profile. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_destroy: {
        parameters: {
            query?: {
                /** @description What becomes of what it brought. */
                history?: "keep" | "remove";
            };
            header?: never;
            path: {
                /** @description Which profile. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which profile. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedProfileChangeRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_disconnect_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which profile. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disconnected"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    profiles_refresh_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which profile. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileError"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileError"];
                };
            };
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileError"];
                };
            };
            /** @description Not available right now; `Retry-After` says when to come back. */
            503: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileError"];
                };
            };
            /** @description The platform took too long. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileError"];
                };
            };
        };
    };
    profiles_sync_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which profile. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SyncRequestRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Something given is not valid; `attr` names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            /** @description Not available right now; `Retry-After` says when to come back. */
            503: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            /** @description The platform took too long. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
        };
    };
    profiles_connect_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectRequestRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connect"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            /** @description Not available right now; `Retry-After` says when to come back. */
            503: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    profiles_connect_finish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectFinishRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not available right now; `Retry-After` says when to come back. */
            503: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The platform took too long. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    questions_list: {
        parameters: {
            query?: {
                /** @description Has an attempt from then on. A moment in ISO 8601, or a day in your time zone. */
                attempted_since?: string;
                /** @description Has an attempt up to then. A moment in ISO 8601, or a day in your time zone. */
                attempted_until?: string;
                /** @description none: those without one. */
                difficulty?: "Easy" | "Medium" | "Hard" | "none";
                /** @description Whether it is still to be practised. */
                is_active?: boolean;
                /** @description By default -created_at. Rows without a value come last either way. */
                ordering?: "created_at" | "-created_at" | "title" | "-title" | "last_attempted_at" | "-last_attempted_at" | "attempts_count" | "-attempts_count" | "difficulty" | "-difficulty";
                /** @description Has an attempt with this outcome, within attempted_since and attempted_until where given. */
                outcome?: "Solved" | "Partial" | "Failed";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where it was imported from; none: made by yourself. */
                platform?: "codewars" | "codeforces" | "atcoder" | "exercism" | "leetcode" | "hackerrank" | "codechef" | "github" | "kattis" | "wakatime" | "sample" | "none";
                /** @description Part of the title, content, source or slug, ignoring case. */
                search?: string;
                /** @description The whole source, ignoring case. */
                source?: string;
                /** @description The id of one of your tags. */
                tag?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedQuestionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Question"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which question. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Question"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which question. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Question"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which question. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which question. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedQuestionRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Question"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_logs_list: {
        parameters: {
            query?: {
                /** @description The import that brought it. */
                job?: number;
                /** @description By default -date_attempted. Rows without a value come last either way. */
                ordering?: "date_attempted" | "-date_attempted";
                /** @description How it went. */
                outcome?: "Solved" | "Partial" | "Failed";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Where the attempt was imported from; none: noted by yourself. */
                platform?: "codewars" | "codeforces" | "atcoder" | "exercism" | "leetcode" | "hackerrank" | "codechef" | "github" | "kattis" | "wakatime" | "sample" | "none";
                /** @description Attempted from then on. A moment in ISO 8601, or a day in your time zone. */
                since?: string;
                /** @description Attempted up to then. A moment in ISO 8601, or a day in your time zone. */
                until?: string;
            };
            header?: never;
            path: {
                /** @description Which question. */
                question_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedAttemptList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_logs_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which question. */
                question_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AttemptRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_logs_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
                /** @description Which question. */
                question_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_logs_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
                /** @description Which question. */
                question_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AttemptRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_logs_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
                /** @description Which question. */
                question_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_logs_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which log. */
                id: number;
                /** @description Which question. */
                question_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedAttemptRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    questions_bulk_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkChangeRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    schema_retrieve: {
        parameters: {
            query?: {
                /** @description How it is written. */
                format?: "json" | "yaml";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                    "application/yaml": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Where this installation keeps its documentation to itself. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Where this installation keeps its documentation to itself. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    staging_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which staging. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RowChangeRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Row"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    stats_retrieve: {
        parameters: {
            query?: {
                /** @description How many days back, today included. */
                days?: number;
                /** @description Whether minutes that are only an estimate count in totals and days. */
                estimated?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_list: {
        parameters: {
            query?: {
                /** @description By default name. Rows without a value come last either way. */
                ordering?: "name" | "-name" | "questions_count" | "-questions_count" | "created_at" | "-created_at";
                /** @description Which page, from 1. */
                page?: number;
                /** @description Rows on a page. */
                page_size?: number;
                /** @description Part of the name or description, ignoring case. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaginatedTagList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagRequest"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which tag. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which tag. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which tag. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done: there is nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which tag. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTagRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    tags_merge_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which tag. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagMergeRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    health_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    health_ready_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    import_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Which platform. */
                platform: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequestRequest"];
            };
        };
        responses: {
            /** @description Done: this is how things are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Begun: it goes on by itself, and `Location` says where to ask for it. */
            202: {
                headers: {
                    /** @description Where to ask. */
                    Location?: string;
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Something given is not valid; `attr` names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The call does not fit the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description Too many calls; `Retry-After` says when to come back. */
            429: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            500: components["responses"]["ServerError"];
            /** @description The platform failed or answered nonsense. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            /** @description Not available right now; `Retry-After` says when to come back. */
            503: {
                headers: {
                    /** @description In seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
            /** @description The platform took too long. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobErrorAnswer"];
                };
            };
        };
    };
}
