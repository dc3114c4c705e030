/* Inside the visit module only. */
#ifndef YM_DOMAIN_PAIRING_VISIT_PARTS_H
#define YM_DOMAIN_PAIRING_VISIT_PARTS_H

#define VISIT_STATE                                                                                                 \
	"CASE WHEN cancelled_at IS NOT NULL THEN 'cancelled' WHEN outcome IS NULL THEN 'planned' ELSE CAST(outcome AS CHAR) END"

#endif
