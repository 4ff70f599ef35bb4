import type { EstimateMessages } from '../../messages.ts';

/**
 * Arabic. One and two are words of their own, without a numeral, except as the end of a range. `other`
 * serves `zero` too, and `many` where the noun is the same.
 */
export default {
  language: 'ar',
  delivery: {
    today: 'التوصيل [اليوم {date}]',
    tomorrow: 'التوصيل [غدًا {date}]',
    todayOrTomorrow: 'التوصيل [اليوم أو غدًا، {date}]',
    on: 'التوصيل يوم [{date}]',
    between: 'التوصيل: [{date}]',
    from: 'التوصيل [بدءًا من {date}]',
    term: 'مدة التوصيل: [{term}]',
  },
  collection: {
    today: 'جاهز للاستلام [اليوم {date}]',
    tomorrow: 'جاهز للاستلام [غدًا {date}]',
    todayOrTomorrow: 'جاهز للاستلام [اليوم أو غدًا، {date}]',
    on: 'جاهز للاستلام يوم [{date}]',
    between: 'جاهز للاستلام: [{date}]',
    from: 'جاهز للاستلام [بدءًا من {date}]',
    term: 'المدة حتى الاستلام: [{term}]',
  },
  ready: {
    today: 'الاستلام من المتجر [اليوم من الساعة {time}]',
    tomorrow: 'الاستلام من المتجر [غدًا {date}، من الساعة {time}]',
    on: 'الاستلام من المتجر يوم [{date}، من الساعة {time}]',
  },
  term: {
    range: {
      day: {
        two: 'يومان كحد أقصى',
        few: 'من {min} إلى {max} أيام',
        many: 'من {min} إلى {max} يومًا',
        other: 'من {min} إلى {max} يوم',
      },
      businessDay: {
        two: 'يوما عمل كحد أقصى',
        few: 'من {min} إلى {max} أيام عمل',
        other: 'من {min} إلى {max} يوم عمل',
      },
      hour: { two: 'ساعتان كحد أقصى', few: 'من {min} إلى {max} ساعات', other: 'من {min} إلى {max} ساعة' },
    },
    exact: {
      day: { one: 'يوم واحد', two: 'يومان', few: '{max} أيام', many: '{max} يومًا', other: '{max} يوم' },
      businessDay: { one: 'يوم عمل واحد', two: 'يوما عمل', few: '{max} أيام عمل', other: '{max} يوم عمل' },
      hour: { one: 'ساعة واحدة', two: 'ساعتان', few: '{max} ساعات', other: '{max} ساعة' },
    },
    atLeast: {
      day: {
        one: 'يوم واحد على الأقل',
        two: 'يومان على الأقل',
        few: '{min} أيام على الأقل',
        many: '{min} يومًا على الأقل',
        other: '{min} يوم على الأقل',
      },
      businessDay: {
        one: 'يوم عمل واحد على الأقل',
        two: 'يوما عمل على الأقل',
        few: '{min} أيام عمل على الأقل',
        other: '{min} يوم عمل على الأقل',
      },
      hour: {
        one: 'ساعة واحدة على الأقل',
        two: 'ساعتان على الأقل',
        few: '{min} ساعات على الأقل',
        other: '{min} ساعة على الأقل',
      },
    },
  },
  parcels: { one: 'شحنة واحدة', two: 'شحنتان', few: '{count} شحنات', other: '{count} شحنة' },
  parcelDates: {
    apart: '{parcels}، الأولى [{first}] والأخيرة [{last}]',
    together: '{parcels}: [{first}]',
    on: 'يوم {date}',
  },
  parcel: 'الشحنة {number}',
  orderWithin: 'الوقت المتبقي للطلب: {duration}',
  duration: {
    hour: { one: 'ساعة واحدة', two: 'ساعتان', few: '{count} ساعات', other: '{count} ساعة' },
    minute: { one: 'دقيقة واحدة', two: 'دقيقتان', few: '{count} دقائق', other: '{count} دقيقة' },
    both: '{hours} و{minutes}',
  },
  method: '{method}، {price}',
  free: 'مجانًا',
  alternatives: {
    delivery: 'أو {when} عبر {method}',
    collection: 'أو الاستلام {when}، {place}',
  },
  options: {
    one: 'خيار توصيل واحد',
    two: 'خيارا توصيل',
    few: '{count} خيارات توصيل',
    other: '{count} خيار توصيل',
  },
  availability: {
    'pre-order': 'طلب مسبق',
    'made-to-order': 'يُصنع حسب الطلب',
    'back-order': 'متاح عند الطلب',
  },
  explanation: 'لماذا هذا التاريخ؟',
  steps: {
    received: 'تقديم الطلب',
    cutoff: 'آخر موعد للطلب',
    released: 'متوفر بدءًا من',
    made: 'التصنيع',
    packed: 'التغليف',
    'handed-over': 'الشحن',
    'in-transit': 'في الطريق',
    delivered: 'التوصيل',
    ready: 'جاهز للاستلام',
  },
  destination: 'التوصيل إلى {place}',
  askPostal: 'أدخل الرمز البريدي لمعرفة موعد التوصيل',
  refinePostal: 'أدخل الرمز البريدي لمعرفة موعد أدق',
  postal: 'الرمز البريدي',
  postalIncomplete: 'أدخل الرمز البريدي كاملاً، مثل {example}',
  country: 'الدولة',
  show: 'عرض الموعد',
  noServiceTo: 'لا يتوفر التوصيل إلى {place}',
  unavailable: {
    'no-service': 'لا يتوفر التوصيل إلى هذه الوجهة',
    'needs-destination': 'حدّد مكان التوصيل لمعرفة الموعد',
    'out-of-stock': 'نفدت الكمية',
    unknown: 'لم يتحدد موعد التوصيل بعد',
  },
  loading: 'جارٍ تحديد موعد التوصيل',
} satisfies EstimateMessages;
